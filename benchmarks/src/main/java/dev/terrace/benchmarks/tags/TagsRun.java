package dev.terrace.benchmarks.tags;

import dev.terrace.benchmarks.load.Wire;
import dev.terrace.benchmarks.redis.RedisLine;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Invalidating every tenth of many entries in Redis by tag, and every hundredth by pattern. */
@Command(
        name = "tags",
        description =
                "Invalidates a tenth of many entries in Redis by a tag, and a hundredth by a pattern; counts Redis' commands.",
        mixinStandardHelpOptions = true)
public final class TagsRun implements Callable<Integer> {
    private static final String NAME = "tags";
    private static final String CACHE = "bench_tags";
    private static final long TENTH_SECONDS = 100_000_000L;

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--entries", description = "Entries in Redis (default: ${DEFAULT-VALUE}).")
    long entries = 10_000_000;

    @Option(
            names = "--again",
            description = "Further invalidations of each kind, to time them (default: ${DEFAULT-VALUE}).")
    int again = 200;

    @Option(names = "--redis-mb", description = "What Redis may hold meanwhile (default: ${DEFAULT-VALUE}).")
    int redisMb = 6000;

    @Mixin
    final Results results = new Results();

    public TagsRun(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** What stands in the results; milliseconds. {@code scans}: KEYS and SCAN that Redis served meanwhile. */
    record Kind(String kind, double firstMs, double p50Ms, double p99Ms, double maxMs, long scans) {}

    /** The whole. */
    record Report(String benchmark, Head head, long entries, long redisBytes, Kind tag, Kind pattern) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(1, environment);
            Suite gateway = suite.gateways().getFirst();
            try (RedisLine redis = new RedisLine(suite.server("redis"));
                    Wire wire = new Wire(gateway.url(), "Bearer " + gateway.token())) {
                long before = redis.number("memory", "maxmemory");
                redis.say("CONFIG SET maxmemory " + redisMb + "mb");
                try {
                    // Copies alone: nobody is asked at this origin, since every read is only-if-cached.
                    suite.makeCache(
                            CACHE,
                            "\"tiers\":[\"redis\"],\"strategy\":\"cache_aside\",\"ttl_seconds\":86400,"
                                    + "\"origin\":{\"url_template\":\"http://127.0.0.1:9/{key}\"}");
                    fill(gateway, out);
                    gateway.settle(0);
                    Report report = measured(head, redis, wire);
                    results.write(NAME, report, page(report), out);
                } finally {
                    suite.removeCache(CACHE);
                    redis.say("CONFIG SET maxmemory " + before);
                }
            }
        }
        return 0;
    }

    private void fill(Suite gateway, PrintWriter out) {
        AtomicLong toldAt = new AtomicLong(System.nanoTime());
        Filling filling = new Filling(gateway, CACHE);
        filling.run(entries, there -> {
            long last = toldAt.get();
            if (System.nanoTime() - last > 100 * TENTH_SECONDS && toldAt.compareAndSet(last, System.nanoTime())) {
                out.printf(Locale.ROOT, "%,d of %,d entries%n", there, entries);
                out.flush();
            }
        });
        out.println("batches put again: " + filling.refused());
    }

    private Report measured(Head head, RedisLine redis, Wire wire) {
        long bytes = redis.number("memory", "used_memory");
        check(wire, 0, true);
        check(wire, 1, true);
        Kind tag = timed("tag", redis, wire, "\"tags\":[\"" + Filling.TAG + "\"]");
        check(wire, 0, false);
        check(wire, 1, true);
        check(wire, 2, true);
        Kind pattern = timed("pattern", redis, wire, "\"pattern\":\"p*\"");
        check(wire, 1, false);
        check(wire, 2, true);
        return new Report(NAME, head, entries, bytes, tag, pattern);
    }

    private Kind timed(String kind, RedisLine redis, Wire wire, String what) {
        Map<String, Long> before = redis.calls();
        double first = invalidate(wire, what) / 1000.0;
        Histogram times = new Histogram(3_600_000_000L, 3);
        for (int i = 0; i < again; i++) {
            times.recordValue(Math.max(1, invalidate(wire, what)));
        }
        Map<String, Long> after = redis.calls();
        long scans = 0;
        for (String name : new String[] {"keys", "scan", "sscan", "hscan", "zscan"}) {
            scans += after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
        }
        return new Kind(
                kind,
                first,
                times.getValueAtPercentile(50) / 1000.0,
                times.getValueAtPercentile(99) / 1000.0,
                times.getMaxValue() / 1000.0,
                scans);
    }

    /** Microseconds until it was acknowledged. */
    private static long invalidate(Wire wire, String what) {
        String body = "{\"cache_name\":\"" + CACHE + "\"," + what + ",\"reason\":\"benchmark\"}";
        long sent = System.nanoTime();
        Wire.Reply reply =
                wire.send("POST", "/api/admin/caching/invalidations/invalidate_keys/", "application/json", body);
        if (reply.status() != 200) {
            throw new IllegalStateException("The gateway answered " + reply);
        }
        return (reply.at() - sent) / 1000;
    }

    /** Looks at some of the entries whose numbers end like that: whether they are there. */
    private void check(Wire wire, long end, boolean there) {
        long step = Math.max(100, entries / 500 / 100 * 100);
        for (long n = end; n < entries; n += step) {
            Wire.Reply reply = wire.get("/api/cache/" + CACHE + "/" + Filling.key(n) + "?explain=true");
            boolean found =
                    reply.body().contains("\"outcome\":\"hit\"") && reply.body().contains("\"tier\":\"redis\"");
            if (found != there) {
                throw new IllegalStateException("Entry " + n + (there ? " is not" : " is still") + " there: " + reply);
            }
        }
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(String.format(
                        Locale.ROOT,
                        "%,d entries in Redis (%,d MB). Milliseconds until acknowledged.%n%n"
                                + "| | first | p50 | p99 | max | KEYS and SCAN in Redis |%n|---|---|---|---|---|---|%n",
                        report.entries(),
                        report.redisBytes() >> 20));
        for (Kind one : new Kind[] {report.tag(), report.pattern()}) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f | %d |%n",
                    one.kind(),
                    one.firstMs(),
                    one.p50Ms(),
                    one.p99Ms(),
                    one.maxMs(),
                    one.scans()));
        }
        return page
                + "\nTarget on a machine that does nothing else: a tag <= 2 ms, a pattern <= 5 ms, no KEYS and no SCAN.\n";
    }
}
