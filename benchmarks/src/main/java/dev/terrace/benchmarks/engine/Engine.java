package dev.terrace.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.benchmarks.report.Head;
import dev.terrace.benchmarks.report.Results;
import dev.terrace.benchmarks.suite.Launcher;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** JMH over {@link HitBenchmark}, in a JVM with the gateway's own libraries, once for each number of threads. */
@Command(
        name = "engine",
        description = "JMH: a hit of 1 KB in the engine alone, beside Caffeine and JetCache: hits and bytes allocated.",
        mixinStandardHelpOptions = true)
public final class Engine implements Callable<Integer> {
    private static final String NAME = "engine";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GATEWAY = Path.of("cache-gateway", "target");

    private final InstantSource clock;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--threads", description = "Numbers of threads (default: ${DEFAULT-VALUE}).", split = ",")
    List<Integer> threads = List.of(1, 2);

    @Option(names = "--rounds", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Option(names = "--seconds", description = "Length of a round (default: ${DEFAULT-VALUE}).")
    int seconds = 5;

    @Option(names = "--warm-up", description = "Warm-up rounds (default: ${DEFAULT-VALUE}).")
    int warmUp = 2;

    @Mixin
    final Results results = new Results();

    public Engine(InstantSource clock, Map<String, String> environment) {
        this.clock = clock;
        this.environment = environment;
    }

    /** One contender with so many threads: hits a microsecond over all threads with JMH's error, bytes allocated a hit. */
    record Row(String cache, int threads, double hitsPerMicro, double error, double bytesPerHit) {}

    /** What stands in the results. */
    record Report(String benchmark, Head head, List<Row> rows) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Head head = Head.now(clock);
        List<Row> rows = new ArrayList<>();
        try (Launcher launcher = new Launcher()) {
            String redis = launcher.standing(1, environment).server("redis");
            for (int count : threads) {
                Path said = Files.createTempFile("engine-", ".json");
                run(count, redis, said);
                rows.addAll(rows(Files.readString(said)));
                Files.delete(said);
            }
        }
        Report report = new Report(NAME, head, rows);
        String page = page(report);
        results.write(NAME, report, page, out);
        return 0;
    }

    private void run(int count, String redis, Path said) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Main.class.getName()));
        command.addAll(List.of(HitBenchmark.class.getSimpleName(), "-f", "1", "-prof", "gc", "-foe", "true"));
        command.addAll(List.of("-wi", Integer.toString(warmUp), "-w", seconds + "s"));
        command.addAll(List.of("-i", Integer.toString(rounds), "-r", seconds + "s", "-t", Integer.toString(count)));
        command.addAll(List.of("-rf", "json", "-rff", said.toString()));
        command.addAll(List.of("-jvmArgsAppend", "-Xmx1g -XX:+UseSerialGC -Dterrace.redis=" + redis));
        int code =
                new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException("JMH ended with " + code + ".");
        }
    }

    /** This program's, then what the gateway's build left behind: its classes and libraries. */
    private static String classPath() throws IOException {
        List<String> parts = new ArrayList<>(List.of(
                System.getProperty("java.class.path"),
                GATEWAY.resolve("classes").toString()));
        for (String directory : List.of("main", "boot")) {
            Path libraries = GATEWAY.resolve("quarkus-app/lib").resolve(directory);
            if (!Files.isDirectory(libraries)) {
                throw new IllegalStateException(
                        "There is no " + libraries + ": it is what a build of the gateway leaves behind.");
            }
            try (Stream<Path> jars = Files.list(libraries)) {
                jars.map(Path::toString).sorted().forEach(parts::add);
            }
        }
        return String.join(File.pathSeparator, parts);
    }

    /** Rows of JMH's own JSON. */
    static List<Row> rows(String said) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : JSON.readTree(said)) {
            String name = one.path("benchmark").asText();
            JsonNode figure = one.path("primaryMetric");
            JsonNode bytes = one.path("secondaryMetrics").path("gc.alloc.rate.norm");
            rows.add(new Row(
                    name.substring(name.lastIndexOf('.') + 1),
                    one.path("threads").asInt(),
                    figure.path("score").asDouble(),
                    figure.path("scoreError").asDouble(),
                    bytes.path("score").asDouble()));
        }
        return rows;
    }

    private static String page(Report report) {
        StringBuilder page = new StringBuilder(report.head().text(NAME))
                .append(
                        "JMH, a hit of 1 KB in this process, keys by Zipf's law over 10,000. Terrace's answer is checked against"
                                + " invalidations and counted.\n\n| cache | threads | hits a microsecond | error | bytes allocated a hit |\n"
                                + "|---|---|---|---|---|\n");
        report.rows()
                .forEach(row -> page.append(String.format(
                        Locale.ROOT,
                        "| %s | %d | %.2f | %.2f | %.0f |%n",
                        row.cache(),
                        row.threads(),
                        row.hitsPerMicro(),
                        row.error(),
                        row.bytesPerHit())));
        return page.toString();
    }
}
