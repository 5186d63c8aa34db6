package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.anomaly.Anomaly;
import dev.terrace.optimizer.analysis.anomaly.Detection;
import dev.terrace.optimizer.analysis.anomaly.Windows;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Looks for anomalies in the last week of a cache, after a week to learn from, and keeps what it found. Some hundred milliseconds, on a worker. */
public final class Watch {
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration LOOKED_AT = Duration.ofDays(7);
    private static final Duration LEARNT_FROM = Duration.ofDays(7);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration FRESH = LENGTH;
    private static final Duration OLD = Duration.ofDays(2);
    /** The same for all, so that the same windows give the same findings. */
    private static final long SEED = 20160619;

    private final WindowSource source;
    private final FindingStore store;
    private final InstantSource clock;

    public Watch(WindowSource source, FindingStore store, InstantSource clock) {
        this.source = source;
        this.store = store;
        this.clock = clock;
    }

    /** Looks now, and keeps it. */
    public Uni<Findings> renew(String cacheName) {
        Instant now = clock.instant();
        return source.windows(cacheName, now.minus(SETTLING), LEARNT_FROM.plus(LOOKED_AT), LENGTH)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(windows -> new Findings(cacheName, now, found(windows, now.minus(LOOKED_AT))))
                .call(store::keep);
    }

    /** What is kept; where that is not fresh, it looks now. */
    public Uni<Findings> fresh(String cacheName) {
        Instant since = clock.instant().minus(FRESH);
        return store.kept(cacheName)
                .flatMap(kept -> kept.filter(findings -> findings.madeAt().isAfter(since))
                        .map(findings -> Uni.createFrom().item(findings))
                        .orElseGet(() -> renew(cacheName)));
    }

    /** What is kept, how old it may be; empty before the first time. */
    public Uni<Optional<Findings>> kept(String cacheName) {
        return store.kept(cacheName);
    }

    /** Drops what is kept of caches that are gone. */
    public Uni<Void> drop() {
        return store.drop(clock.instant().minus(OLD));
    }

    private static List<Anomaly> found(Windows windows, Instant since) {
        return Detection.in(windows, SEED).stream()
                .filter(anomaly -> anomaly.until().isAfter(since))
                .toList();
    }
}
