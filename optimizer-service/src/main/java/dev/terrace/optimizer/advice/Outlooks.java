package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.forecast.Forecast;
import dev.terrace.optimizer.analysis.forecast.Forecasting;
import dev.terrace.optimizer.analysis.forecast.Range;
import dev.terrace.optimizer.analysis.forecast.Series;
import dev.terrace.optimizer.analysis.vitals.Grade;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes outlooks from the past of a cache, and keeps them. Fitting takes up to some hundred milliseconds, on a worker. */
public final class Outlooks {
    /** Windows on their way are waited for: a minute that ended before counts as measured. */
    private static final Duration SETTLING = Duration.ofSeconds(20);
    /** What is kept is as good as new for so long. */
    private static final Duration FRESH = Duration.ofMinutes(5);
    /** After that it is of a cache that is gone. */
    private static final Duration OLD = Duration.ofDays(2);

    private final PastSource source;
    private final OutlookStore store;
    private final InstantSource clock;

    public Outlooks(PastSource source, OutlookStore store, InstantSource clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
    }

    /** One figure, made now; without points when nothing is on record. */
    public Uni<Outlook> make(String cacheName, Figure figure, Horizon horizon) {
        return make(cacheName, List.of(figure), horizon).map(List::getFirst);
    }

    /** All figures over the default horizon, made now and kept. */
    public Uni<List<Outlook>> renew(String cacheName) {
        return make(cacheName, Arrays.asList(Figure.values()), Horizon.DEFAULT).call(store::keep);
    }

    /** All figures as they are kept; where nothing fresh is, they are made now. */
    public Uni<List<Outlook>> fresh(String cacheName) {
        return store.kept(cacheName).flatMap(kept -> {
            Instant since = clock.instant().minus(FRESH);
            boolean good = kept.stream().allMatch(outlook -> outlook.madeAt().isAfter(since))
                    && kept.stream()
                            .anyMatch(outlook -> !outlook.forecast().points().isEmpty());
            return good ? Uni.createFrom().item(kept) : renew(cacheName);
        });
    }

    /** All figures as they are kept, how old they may be; empty before the first time. */
    public Uni<List<Outlook>> kept(String cacheName) {
        return store.kept(cacheName);
    }

    /** Drops those of caches that are gone. */
    public Uni<Void> drop() {
        return store.drop(clock.instant().minus(OLD));
    }

    private Uni<List<Outlook>> make(String cacheName, List<Figure> figures, Horizon horizon) {
        Instant now = clock.instant();
        return source.since(cacheName)
                .flatMap(since -> past(cacheName, now, since, horizon))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(past -> figures.stream()
                        .map(figure -> outlook(cacheName, figure, horizon, now, past))
                        .toList());
    }

    private Uni<Past> past(String cacheName, Instant now, Optional<Instant> since, Horizon horizon) {
        if (since.isEmpty()) {
            return Uni.createFrom().item(new Past(Map.of(), 0));
        }
        Duration age = Duration.between(since.get(), now);
        return source.past(cacheName, now.minus(SETTLING), horizon.past(age), horizon.step(age));
    }

    private static Outlook outlook(String cacheName, Figure figure, Horizon horizon, Instant now, Past past) {
        Series series = past.series().get(figure);
        Range range = figure.range(past.maxBytes());
        Forecast forecast =
                series == null ? Forecast.none() : Forecasting.of(series, range, horizon.leads(series.step()));
        List<Outlook.Event> events = events(figure, past, forecast);
        return new Outlook(cacheName, figure, horizon.span().toSeconds(), now, forecast, events);
    }

    private static List<Outlook.Event> events(Figure figure, Past past, Forecast forecast) {
        double hits = Grade.FINE.hitRatioThreshold();
        double bytes = past.maxBytes();
        Optional<Outlook.Event> event =
                switch (figure) {
                    case HIT_RATIO ->
                        forecast.first(value -> value < hits)
                                .map(at -> new Outlook.Event(Outlook.HIT_RATIO_LOW, at, hits));
                    case MEMORY ->
                        forecast.first(value -> bytes > 0 && value >= bytes)
                                .map(at -> new Outlook.Event(Outlook.MEMORY_FULL, at, bytes));
                    case REQUESTS, ORIGIN_CALLS, ERRORS -> Optional.empty();
                };
        return event.map(List::of).orElse(List.of());
    }
}
