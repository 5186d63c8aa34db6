package dev.terrace.benchmarks.restart;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.load.Zipf;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.redis.RedisLine;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.OwnSuite;
import dev.terrace.benchmarks.suite.Suite;
import dev.terrace.benchmarks.tags.Filling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A gateway over memory and Redis is killed and started again: when it is ready, and how its hit ratio comes back. */
@Command(
        name = "restart",
        description = "Kills a gateway with many entries: when it is ready again, and how its hit ratio comes back.",
        mixinStandardHelpOptions = true)
public final class RestartRun implements Callable<Integer> {
    private static final String NAME = "restart";
    private static final String CACHE = "bench_restart";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double SHARE = 0.9;
    private static final int FORMER_SECONDS = 5;

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--entries", description = "Entries in Redis (default: ${DEFAULT-VALUE}).")
    int entries = 1_000_000;

    @Option(names = "--memory-mb", description = "The memory tier (default: ${DEFAULT-VALUE}).")
    int memoryMb = 64;

    @Option(names = "--redis-mb", description = "What Redis may hold (default: ${DEFAULT-VALUE}).")
    int redisMb = 2000;

    @Option(names = "--zipf", description = "Exponent of Zipf's law (default: ${DEFAULT-VALUE}).")
    double exponent = 0.99;

    @Option(names = "--connections", description = "Connections that read (default: ${DEFAULT-VALUE}).")
    int connections = 8;

    @Option(
            names = "--warm-up",
            description = "Seconds of reads at each gateway before a kill (default: ${DEFAULT-VALUE}).")
    int warmUp = 60;

    @Option(names = "--seconds", description = "Seconds of reads after a start (default: ${DEFAULT-VALUE}).")
    int seconds = 30;

    @Option(names = "--rounds", description = "Kills (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Mixin
    final Results results = new Results();

    public RestartRun(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A kill.
     *
     * @param readyMs from the new process's start until it was ready
     * @param cpuMs processor time it had used by then; on a busy machine the figure to compare
     * @param former the last seconds before the kill
     * @param memoryAgain seconds of reads until memory had nine tenths of the former ratio for good; -1 not in this time
     * @param tiersAgain the same of all tiers
     * @param after second by second from the first read after it was ready
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Kill(long readyMs, long cpuMs, Second former, int memoryAgain, int tiersAgain, List<Second> after) {}

    /** What stands in the results. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Report(
            String benchmark, Head head, int entries, int memoryMb, double zipf, int connections, List<Kill> kills) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (OwnSuite suite = OwnSuite.start(Path.of("."), Map.of())) {
            fill(suite, out);
            ZipfReads reads = new ZipfReads(new Zipf(entries, exponent), CACHE, connections);
            List<Kill> kills = new ArrayList<>();
            for (int n = 0; n < rounds; n++) {
                Kill kill = kill(suite, reads);
                kills.add(kill);
                out.print(line(kill));
                out.flush();
            }
            Report report = new Report(NAME, head, entries, memoryMb, exponent, connections, kills);
            String page = page(report);
            results.write(NAME, report, page, out);
        }
        return 0;
    }

    private void fill(OwnSuite suite, PrintWriter out) {
        Suite filler = suite.gateways().getFirst();
        try (RedisLine redis = new RedisLine(suite.redis())) {
            redis.say("CONFIG SET maxmemory " + redisMb + "mb");
        }
        // Redis is the record tier: what lies in memory alone is what a restart loses.
        filler.makeCache(
                CACHE,
                "\"tiers\":[\"memory\",\"redis\"],\"strategy\":\"cache_aside\",\"ttl_seconds\":86400,\"max_size_mb\":"
                        + redisMb + ",\"memory_max_mb\":" + memoryMb);
        suite.gateways().getLast().awaitCache(CACHE);
        new Filling(filler, CACHE).run(entries, there -> {
            if (there % 100_000 == 0) {
                out.printf(Locale.ROOT, "%,d of %,d entries%n", there, entries);
                out.flush();
            }
        });
    }

    private Kill kill(OwnSuite suite, ZipfReads reads) {
        Suite gateway = suite.gateways().getLast();
        // As behind a load balancer: the gateway that stays has seen the same traffic.
        reads.run(suite.gateways().getFirst(), warmUp);
        List<Second> before = reads.run(gateway, warmUp);
        Second former = before.subList(Math.max(0, warmUp - FORMER_SECONDS), warmUp).stream()
                .reduce(Second.NOTHING, Second::plus);
        if (former.tiersRatio() == 0) {
            throw new IllegalStateException("Nothing of what was put is read again.");
        }
        String name = OwnSuite.name(suite.gateways().size() - 1);
        long killed = suite.pid(name);
        OwnSuite.kill(killed);
        await(5, () -> suite.pid(name) > 0 && suite.pid(name) != killed, name + " was not started again.");
        long pid = suite.pid(name);
        Instant start = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElseThrow();
        await(10, gateway::ready, name + " does not become ready.");
        long ready = Duration.between(start, clock.instant()).toMillis();
        long cpu = new Running(pid).cpuMicros() / 1000;
        List<Second> after = reads.run(gateway, seconds);
        return new Kill(
                ready,
                cpu,
                former,
                Second.again(after, Second::memoryRatio, SHARE * former.memoryRatio()),
                Second.again(after, Second::tiersRatio, SHARE * former.tiersRatio()),
                after);
    }

    private static void await(long everyMs, BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(everyMs * 1_000_000);
        }
    }

    private static String line(Kill kill) {
        return String.format(
                Locale.ROOT,
                "ready after %.1f s (%.1f s of processor time); before: memory %.3f, tiers %.3f; %s after: memory %s, tiers %s%n",
                kill.readyMs() / 1000.0,
                kill.cpuMs() / 1000.0,
                kill.former().memoryRatio(),
                kill.former().tiersRatio(),
                "nine tenths of it",
                time(kill.memoryAgain()),
                time(kill.tiersAgain()));
    }

    private static String time(int seconds) {
        return seconds < 0 ? "not in this time" : seconds + " s";
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "%,d entries in Redis, %d MiB of memory before it, reads by Zipf's law with s = %.2f over %d connections; kill -9,"
                                + " then the same reads from the moment the next process is ready.%n%n"
                                + "| kill | ready after s | CPU s by then | memory before | tiers before | memory at 90 %% of that | tiers |%n"
                                + "|---|---|---|---|---|---|---|%n",
                        report.entries(),
                        report.memoryMb(),
                        report.zipf(),
                        report.connections()));
        int number = 0;
        for (Kill kill : report.kills()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.3f | %.3f | %s | %s |%n",
                    ++number,
                    kill.readyMs() / 1000.0,
                    kill.cpuMs() / 1000.0,
                    kill.former().memoryRatio(),
                    kill.former().tiersRatio(),
                    time(kill.memoryAgain()),
                    time(kill.tiersAgain())));
        }
        report.kills().stream()
                .skip(Math.max(0, report.kills().size() - 1))
                .forEach(last -> append(page, last.after()));
        return page.append(
                        "\nTarget on a machine that does nothing else: ready <= 5 s, 90 % of the former ratio <= 10 s.\n")
                .toString();
    }

    private static void append(StringBuilder page, List<Second> after) {
        page.append(
                "\nThe last kill, second by second:\n\n| s | reads | memory | tiers | failed |\n|---|---|---|---|---|\n");
        for (int i = 0; i < after.size(); i++) {
            Second one = after.get(i);
            page.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %.3f | %.3f | %d |%n",
                    i + 1,
                    one.reads(),
                    one.memoryRatio(),
                    one.tiersRatio(),
                    one.failed()));
        }
    }
}
