package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.anomaly.Feature;
import dev.terrace.optimizer.analysis.anomaly.Windows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Windows by laws of time, with the same promises as those from PostgreSQL; a feature without a law was not measured. */
final class WindowsInMemory implements WindowSource {
    private final Map<Feature, ToDoubleFunction<Instant>> laws = new EnumMap<>(Feature.class);

    WindowsInMemory with(Feature feature, ToDoubleFunction<Instant> law) {
        laws.put(feature, law);
        return this;
    }

    @Override
    public Uni<Windows> windows(String cacheName, Instant until, Duration span, Duration length) {
        long seconds = length.toSeconds();
        long from = Math.floorDiv(until.minus(span).getEpochSecond(), seconds);
        int count = (int) (Math.floorDiv(until.getEpochSecond(), seconds) - from);
        Windows windows =
                new Windows(Instant.ofEpochSecond(from * seconds), length, new double[Feature.values().length][count]);
        for (Feature feature : Feature.values()) {
            ToDoubleFunction<Instant> law = laws.getOrDefault(feature, at -> Double.NaN);
            Arrays.setAll(windows.values()[feature.ordinal()], i -> law.applyAsDouble(windows.at(i)));
        }
        return Uni.createFrom().item(windows);
    }
}
