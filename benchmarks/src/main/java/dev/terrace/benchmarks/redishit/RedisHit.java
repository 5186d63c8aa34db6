package dev.terrace.benchmarks.redishit;

import dev.terrace.benchmarks.limit.BareProcess;
import dev.terrace.benchmarks.process.Running;
import dev.terrace.benchmarks.redis.RedisLine;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.Launcher;
import dev.terrace.benchmarks.suite.Standing;
import dev.terrace.benchmarks.suite.Suite;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A hit of 1 KB in Redis through the gateway, beside the same bytes from Redis itself. */
@Command(
        name = "redis-hit",
        description = "Latency of a hit of 1 KB in Redis, beside GET at that Redis and beside a bare Vert.x handler.",
        mixinStandardHelpOptions = true)
public final class RedisHit implements Callable<Integer> {
    private static final String NAME = "redis-hit";
    private static final String CACHE = "bench_redis_hit";
    private static final String NEAR = "bench_redis_hit_near";
    private static final String RAW = "bench:redis-hit:raw";
    private static final String PATH = "/api/cache/" + CACHE + "/value";
    private static final String NEAR_PATH = "/api/cache/" + NEAR + "/value";
    private static final int BYTES = 1024;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final List<String> KINDS =
            List.of("raw Redis GET", "gateway, hit in Redis", "gateway, hit in memory", "bare Vert.x over HTTP");

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Option(names = "--seconds", description = "Length of a round (default: ${DEFAULT-VALUE}).")
    int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds before the first round (default: ${DEFAULT-VALUE}).")
    int warmUp = 20;

    @Mixin
    final Results results = new Results();

    public RedisHit(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** What stands in the results. */
    record Report(String benchmark, Head head, List<Row> rows) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        try (Launcher launcher = new Launcher()) {
            Standing suite = launcher.standing(1, environment);
            Suite gateway = suite.gateways().getFirst();
            suite.makeCache(CACHE, "\"tiers\":[\"redis\"],\"ttl_seconds\":86400");
            gateway.makeCache(NEAR);
            try (BareProcess bare = BareProcess.start(new Running(gateway.pid()).command(), 1, BYTES, PATH);
                    RedisLine redis = new RedisLine(suite.server("redis"))) {
                byte[] value = "x".repeat(BYTES).getBytes(StandardCharsets.US_ASCII);
                gateway.put(PATH, value);
                gateway.put(NEAR_PATH, value);
                redis.set(RAW, value);
                try (Reads reads = reads(suite, gateway, bare)) {
                    Report report = new Report(NAME, head, measured(reads, out));
                    String page = page(report);
                    results.write(NAME, report, page, out);
                } finally {
                    redis.say("DEL " + RAW);
                }
            } finally {
                suite.removeCache(CACHE);
                suite.removeCache(NEAR);
            }
        }
        return 0;
    }

    private static Reads reads(Standing suite, Suite gateway, BareProcess bare) {
        String credentials = "Bearer " + gateway.token();
        String url = "http://" + bare.uri().getAuthority();
        Reads reads = new Reads();
        reads.redis(suite.server("redis"), RAW, BYTES);
        reads.http(gateway.url(), credentials, PATH, "redis; hit");
        reads.http(gateway.url(), credentials, NEAR_PATH, "memory; hit");
        reads.http(url, credentials, PATH, "bare; hit");
        return reads;
    }

    private List<Row> measured(Reads reads, PrintWriter out) {
        round(reads.kinds(), warmUp);
        List<List<Histogram>> all = new ArrayList<>();
        KINDS.forEach(kind -> all.add(new ArrayList<>()));
        for (int n = 1; n <= rounds; n++) {
            List<Histogram> round = round(reads.kinds(), seconds);
            for (int i = 0; i < round.size(); i++) {
                all.get(i).add(round.get(i));
                out.printf(
                        Locale.ROOT,
                        "round %d  %-24s p50 %7.1f us  p99 %8.1f us%n",
                        n,
                        KINDS.get(i),
                        round.get(i).getValueAtPercentile(50) / 1000.0,
                        round.get(i).getValueAtPercentile(99) / 1000.0);
            }
            out.flush();
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            rows.add(Row.of(KINDS.get(i), all.get(i), all.getFirst()));
        }
        return rows;
    }

    /** One read of each kind after the other, over and over: what else the machine does bears on all of them. */
    private static List<Histogram> round(List<Runnable> kinds, int seconds) {
        List<Histogram> times = new ArrayList<>();
        kinds.forEach(kind -> times.add(new Histogram(HOUR_NANOS, 3)));
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        do {
            for (int i = 0; i < kinds.size(); i++) {
                long start = System.nanoTime();
                kinds.get(i).run();
                times.get(i).recordValue(Math.clamp(System.nanoTime() - start, 1, HOUR_NANOS));
            }
        } while (System.nanoTime() < end);
        return times;
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(
                        "One read at a time of 1 KB, each kind in turn, over sockets that block. Milliseconds: median over the"
                                + " rounds, and range.\n\n| | reads | p50 | p99 | p50 over raw GET | p99 over raw GET |\n|---|---|---|---|---|---|\n");
        report.rows().forEach(row -> page.append(row.line()));
        return page.append(
                        "\nTarget on a machine that does nothing else: a hit in Redis is <= 0.15 ms over the raw GET.\n")
                .toString();
    }
}
