package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.forecast.Series;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Series by a law of time, with the same promises as those from PostgreSQL. */
final class PastInMemory implements PastSource {
    private final Map<Figure, ToDoubleFunction<Instant>> laws = new EnumMap<>(Figure.class);
    private final Instant since;
    private final long maxBytes;

    PastInMemory(Instant since, long maxBytes) {
        this.since = since;
        this.maxBytes = maxBytes;
    }

    PastInMemory with(Figure figure, ToDoubleFunction<Instant> law) {
        laws.put(figure, law);
        return this;
    }

    @Override
    public Uni<Optional<Instant>> since(String cacheName) {
        return Uni.createFrom().item(laws.isEmpty() ? Optional.empty() : Optional.of(since));
    }

    @Override
    public Uni<Past> past(String cacheName, Instant until, Duration span, Duration step) {
        long seconds = step.toSeconds();
        long from = Math.floorDiv(until.minus(span).getEpochSecond(), seconds);
        int count = (int) (Math.floorDiv(until.getEpochSecond(), seconds) - from);
        Map<Figure, Series> series = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            double[] values = new double[count];
            Series empty = new Series(Instant.ofEpochSecond(from * seconds), step, values);
            ToDoubleFunction<Instant> law = laws.getOrDefault(figure, at -> Double.NaN);
            Arrays.setAll(values, i -> empty.at(i).isBefore(since) ? Double.NaN : law.applyAsDouble(empty.at(i)));
            series.put(figure, empty);
        }
        return Uni.createFrom().item(new Past(series, maxBytes));
    }
}
