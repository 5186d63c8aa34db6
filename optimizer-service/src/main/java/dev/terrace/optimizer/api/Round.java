package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.advice.Outlooks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
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

    /** Analyses all caches over a span. */
    public static Round analysis(String every, Analyst analyst, Duration span) {
        return new Round(ANALYSIS, ANALYSIS, every, () -> analyst.analyzeAll(span, name -> true)
                .map(all -> Map.of(
                        "caches",
                        all.size(),
                        "recommendations",
                        all.stream().mapToInt(a -> a.recommendations().size()).sum())));
    }

    /** Forecasts all caches, one after the other. */
    public static Round forecast(String every, FactSource facts, Outlooks outlooks) {
        return new Round(FORECAST, FORECAST, every, () -> facts.caches()
                .flatMap(names -> Multi.createFrom()
                        .iterable(names)
                        .onItem()
                        .transformToUniAndConcatenate(outlooks::renew)
                        .collect()
                        .asList())
                .map(all -> Map.of(
                        "caches",
                        all.size(),
                        "events",
                        all.stream()
                                .flatMap(List::stream)
                                .mapToInt(outlook -> outlook.events().size())
                                .sum())));
    }
}
