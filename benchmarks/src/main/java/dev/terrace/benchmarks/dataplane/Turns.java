package dev.terrace.benchmarks.dataplane;

import dev.terrace.benchmarks.load.Done;
import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.load.Target;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.report.Round;
import dev.terrace.benchmarks.report.Server;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two servers in turn, so that what else the machine does bears on both. */
final class Turns {
    private final Load load;
    private final Target subject;
    private final Target limit;
    private final PrintWriter out;
    private final List<Round> ofSubject = new ArrayList<>();
    private final List<Round> ofLimit = new ArrayList<>();

    Turns(Load load, Target subject, Target limit, PrintWriter out) {
        this.load = load;
        this.subject = subject;
        this.limit = limit;
        this.out = out;
    }

    void take(int rounds, Duration time) {
        for (int i = 0; i < rounds; i++) {
            ofSubject.add(round(i, subject, time));
            ofLimit.add(round(i, limit, time));
        }
    }

    private Round round(int number, Target target, Duration time) {
        Running server = new Running(target.pid());
        long before = server.cpuMicros();
        Done done = load.run(target, time);
        Round round = Round.of(done, server.cpuMicros() - before);
        out.printf(
                Locale.ROOT,
                "round %d  %-12s %6.1f CPU us a request  %8.0f a second%n",
                number + 1,
                target.name(),
                round.cpuMicros(),
                round.perSecond());
        out.flush();
        return round;
    }

    Server subject() {
        return server(subject, ofSubject);
    }

    Server limit() {
        return server(limit, ofLimit);
    }

    private static Server server(Target target, List<Round> rounds) {
        return new Server(target.name(), new Running(target.pid()).pssKib() / 1024.0, rounds);
    }
}
