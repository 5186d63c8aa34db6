package dev.terrace.benchmarks.dataplane;

import dev.terrace.benchmarks.contest.Contender;
import dev.terrace.benchmarks.contest.Contest;
import dev.terrace.benchmarks.contest.Course;
import dev.terrace.benchmarks.limit.BareProcess;
import dev.terrace.benchmarks.load.Load;
import dev.terrace.benchmarks.load.Target;
import dev.terrace.benchmarks.process.Allocation;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Page;
import dev.terrace.benchmarks.report.Report;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.report.Server;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A hit of 1 KB in memory through the gateway, beside a bare Vert.x handler. */
@Command(
        name = "data-plane",
        description = "GET of 1 KB that is a hit in memory, beside a bare Vert.x handler: CPU microseconds a request.",
        mixinStandardHelpOptions = true)
public final class DataPlane implements Callable<Integer> {
    private static final String NAME = "data-plane";
    private static final double TARGET_CPU_MICROS = 14;
    private static final String EVENT_LOOPS = "vert.x-eventloo";
    private static final int BYTES = 1024;
    private static final String CACHE = "bench_data_plane";
    private static final String PATH = "/api/cache/" + CACHE + "/value";

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    final Course course = new Course(5, 10, 20);

    @Mixin
    final Results results = new Results();

    public DataPlane(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (Launcher launcher = new Launcher()) {
            Suite suite = launcher.suite(environment);
            suite.makeCache(CACHE);
            try {
                Report report = measured(suite, head, out);
                results.write(NAME, report, new Page(report).text(), out);
            } finally {
                suite.removeCache(CACHE);
            }
        }
        return 0;
    }

    private Report measured(Suite suite, Head head, PrintWriter out) {
        byte[] value = new byte[BYTES];
        new Random(1).nextBytes(value);
        suite.put(PATH, value);
        suite.checkHit(PATH, value);
        Running gateway = new Running(suite.pid());
        Load load = course.load(environment);
        Target ours = new Target("gateway", URI.create(suite.url() + PATH), suite.credentials(), suite.pid());
        load.run(ours, course.warmUp());
        // Event loops start with their first connection: those that run by now are all that answer.
        int loops = gateway.threads(EVENT_LOOPS);
        try (BareProcess bare = BareProcess.start(gateway.command(), loops, BYTES, PATH)) {
            Target limit = new Target("bare Vert.x", bare.uri(), suite.credentials(), bare.pid());
            load.run(limit, course.warmUp());
            List<Server> servers =
                    new Contest(load, List.of(Contender.of(ours), Contender.of(limit)), out).take(course);
            Report.Allocated allocated = allocated(load, ours, limit);
            suite.checkHit(PATH, value);
            return new Report(
                    NAME,
                    head,
                    setting(load, loops),
                    TARGET_CPU_MICROS,
                    servers.getFirst(),
                    servers.getLast(),
                    allocated);
        }
    }

    /** Bytes that the event loops, or all threads, allocate a request. */
    private Report.Allocated allocated(Load load, Target ours, Target limit) {
        try (Allocation gateway = Allocation.of(ours.pid());
                Allocation bare = Allocation.of(limit.pid())) {
            Duration time = course.round();
            long loops = gateway.bytes(EVENT_LOOPS);
            long whole = gateway.bytes();
            double requests = load.run(ours, time).requests();
            double subject = (gateway.bytes(EVENT_LOOPS) - loops) / requests;
            double subjectWhole = (gateway.bytes() - whole) / requests;
            long before = bare.bytes(EVENT_LOOPS);
            double others = load.run(limit, time).requests();
            return new Report.Allocated(subject, subjectWhole, (bare.bytes(EVENT_LOOPS) - before) / others);
        }
    }

    private Report.Setting setting(Load load, int loops) {
        return new Report.Setting(
                loops,
                load.name(),
                course.connections(),
                course.round().toSeconds(),
                course.warmUp().toSeconds());
    }
}
