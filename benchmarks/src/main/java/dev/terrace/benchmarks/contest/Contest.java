package dev.terrace.benchmarks.contest;

import dev.terrace.benchmarks.load.Done;
import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.report.Round;
import dev.terrace.benchmarks.report.Server;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Servers in turn, so that what else the machine does bears on all of them. */
public final class Contest {
    private final Load load;
    private final List<Contender> contenders;
    private final List<List<Round>> rounds = new ArrayList<>();
    private final PrintWriter out;

    public Contest(Load load, List<Contender> contenders, PrintWriter out) {
        this.load = load;
        this.contenders = contenders;
        this.out = out;
        contenders.forEach(one -> rounds.add(new ArrayList<>()));
    }

    /** Asks each without counting, then takes all rounds. */
    public List<Server> run(Course course) {
        contenders.forEach(one -> load.run(one.target(), course.warmUp()));
        return take(course);
    }

    /** Takes all rounds of those that are warm. */
    public List<Server> take(Course course) {
        course.run(this);
        return servers();
    }

    /** So many rounds of so long. */
    void take(int times, Duration time) {
        for (int n = 1; n <= times; n++) {
            for (int i = 0; i < contenders.size(); i++) {
                Round round = round(contenders.get(i), time);
                rounds.get(i).add(round);
                out.printf(
                        Locale.ROOT,
                        "round %d  %-24s %6.2f CPU us a %s  %8.0f a second%n",
                        n,
                        contenders.get(i).name(),
                        round.cpuMicros(),
                        contenders.get(i).keys() == 1 ? "request" : "key",
                        round.perSecond());
                out.flush();
            }
        }
    }

    private Round round(Contender contender, Duration time) {
        long before = cpuMicros(contender);
        Done done = load.run(contender.target(), time);
        return Round.of(done, contender.keys(), cpuMicros(contender) - before);
    }

    private static long cpuMicros(Contender contender) {
        return new Running(contender.target().pid()).cpuMicros()
                + contender.helpers().stream()
                        .mapToLong(pid -> new Running(pid).cpuMicros())
                        .sum();
    }

    /** All rounds so far, in the order of the contenders. */
    private List<Server> servers() {
        List<Server> all = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            Contender one = contenders.get(i);
            long kib = new Running(one.target().pid()).pssKib()
                    + one.helpers().stream()
                            .mapToLong(pid -> new Running(pid).pssKib())
                            .sum();
            all.add(new Server(one.name(), kib / 1024.0, rounds.get(i)));
        }
        return all;
    }
}
