package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.advice.Outlooks;
import dev.terrace.optimizer.advice.Watch;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Work over all caches that is done by itself, again and again.
 *
 * @param id its name among the schedules
 * @param kind what it makes
 * @param every how often
 * @param work does it once and says what came of it
 */
public record Round(String id, String kind, String every, Supplier<Uni<Map<String, Object>>> work) {
    /** The analysis of all caches. */
    public static final String ANALYSIS = "analysis";

    /** The forecasts of all caches. */
    public static final String FORECAST = "forecast";

    /**
     * What a forecast rests on.
     *
     * @param facts names the caches
     * @param outlooks makes forecasts
     * @param watch finds anomalies
     */
    public record Signs(FactSource facts, Outlooks outlooks, Watch watch) {
        private Uni<Map<String, Integer>> renew(String cacheName) {
            return outlooks.renew(cacheName).flatMap(made -> watch.renew(cacheName)
                    .map(findings -> Map.of(
                            "caches",
                            1,
                            "events",
                            made.stream().mapToInt(o -> o.events().size()).sum(),
                            "anomalies",
                            findings.anomalies().size())));
        }
    }

    /** Analyses all caches over a span. */
    public static Round analysis(String every, Analyst analyst, Duration span) {
        return new Round(ANALYSIS, ANALYSIS, every, () -> analyst.analyzeAll(span, name -> true)
                .map(all -> Map.of(
                        "caches",
                        all.size(),
                        "recommendations",
                        all.stream().mapToInt(a -> a.recommendations().size()).sum())));
    }

    /** Forecasts all caches and looks for anomalies in them, one cache after the other. */
    public static Round forecast(String every, Signs signs) {
        return new Round(FORECAST, FORECAST, every, () -> signs.facts().caches().flatMap(names -> Multi.createFrom()
                .iterable(names)
                .onItem()
                .transformToUniAndConcatenate(signs::renew)
                .collect()
                .in(Round::nothing, Round::add)));
    }

    private static Map<String, Object> nothing() {
        return new LinkedHashMap<>(Map.of("caches", 0, "events", 0, "anomalies", 0));
    }

    private static void add(Map<String, Object> sums, Map<String, Integer> more) {
        more.forEach((name, count) -> sums.merge(name, count, (sum, one) -> (Integer) sum + (Integer) one));
    }
}
