package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnTheSuite
class AdviceIT {
    private static final int REQUESTS = 12_000;
    private static final int KEYS = 2_000;
    private static final double SKEW = 0.9;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theCurveOfAReplayedTraceIsTheExactOneAndASizeIsAdvisedWithEvidence(RunningSuite suite) throws IOException {
        Api gateway = suite.gateway(1);
        // Nobody made it: the replay does.
        String cache = "replayed-" + Long.toString(System.nanoTime(), 36);
        List<String> trace = zipf();
        Path file = Files.write(suite.state().resolve("trace.csv"), lines(trace));

        String said = suite.terrace("replay", file.toString(), "--cache-name", cache, "--as-fast-as-possible", "--json")
                .succeeded();
        JsonNode replayed = Suite.JSON.readTree(said.substring(said.indexOf("\n{") + 1));
        assertEquals(REQUESTS, replayed.path("reads").asInt());
        assertEquals(0, replayed.path("errors").asInt());
        assertTrue(said.contains("it was made with the defaults"), said);

        Lru exact = new Lru(trace);
        JsonNode analysis = await().atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> analysis(gateway, cache), seen -> error(seen.path("miss_ratio_curve"), exact) <= 0.01);
        JsonNode advice = sizeAdvice(analysis.path("recommendations"));
        assertFalse(advice.path("evidence").isEmpty(), advice::toString);
        assertTrue(advice.path("predicted").path("hit_ratio").path("value").isNumber(), advice::toString);
    }

    private static JsonNode analysis(Api gateway, String cache) {
        Map<String, Object> question = Map.of("cache_name", cache, "days", 7);
        return gateway.admin("POST", "optimizations/analyze/", question)
                .expect(200)
                .json();
    }

    private static JsonNode sizeAdvice(JsonNode recommendations) {
        return recommendations
                .valueStream()
                .filter(one -> one.path("change").has("memory_max_mb")
                        || one.path("change").has("max_size_mb"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no size in " + recommendations));
    }

    /** The mean absolute error over log-spaced sizes up to the keys seen; 1 when there is no curve yet. */
    private static double error(JsonNode curve, Lru exact) {
        if (curve.path("sizes").size() < 100) {
            return 1;
        }
        return IntStream.rangeClosed(0, 100)
                .map(i -> (int) Math.round(Math.pow(KEYS, i / 100.0)))
                .mapToDouble(size -> Math.abs(at(curve, size) - exact.missRatio(size)))
                .average()
                .orElseThrow();
    }

    /** The curve at a size, linear between its points. */
    private static double at(JsonNode curve, int size) {
        double[] sizes = numbers(curve.path("sizes"));
        double[] ratios = numbers(curve.path("miss_ratio"));
        int found = Arrays.binarySearch(sizes, size);
        int right = found >= 0 ? found : -found - 1;
        if (found >= 0 || right == 0 || right == sizes.length) {
            return ratios[Math.min(right, sizes.length - 1)];
        }
        double part = (size - sizes[right - 1]) / (sizes[right] - sizes[right - 1]);
        return ratios[right - 1] + part * (ratios[right] - ratios[right - 1]);
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static List<String> zipf() {
        double[] weights = IntStream.rangeClosed(1, KEYS)
                .mapToDouble(rank -> Math.pow(rank, -SKEW))
                .toArray();
        double all = DoubleStream.of(weights).sum();
        Arrays.parallelPrefix(weights, Double::sum);
        Random random = new Random(7);
        List<String> trace = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int found = Arrays.binarySearch(weights, random.nextDouble() * all);
            trace.add("item:" + (found >= 0 ? found : -found - 1));
        }
        return trace;
    }

    private static List<String> lines(List<String> trace) {
        List<String> lines = new ArrayList<>(List.of("key"));
        lines.addAll(trace);
        return lines;
    }
}
