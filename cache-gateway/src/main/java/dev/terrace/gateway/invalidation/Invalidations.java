package dev.terrace.gateway.invalidation;

import dev.terrace.events.EventSink;
import dev.terrace.events.Invalidated;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Dependent;
import dev.terrace.gateway.cache.Dependents;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.gateway.invalidation.InvalidationOutcome.Acknowledged;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which an invalidation is asked for, whoever asks: the cache first, since only its acknowledgement counts, then the event,
 * then the history, which is written behind. One that cannot be written is logged and does not undo what is acknowledged. Fails when the cache refuses (a
 * strict cache whose log is away): then nothing is published or written.
 */
@Singleton
public class Invalidations {
    private static final InvalidationResult NOTHING_HERE = new InvalidationResult(Position.NONE, 0, 0);

    /** Invalidations in dependent caches that one invalidation may cause, those of their dependents included. */
    private static final int MOST_DEPENDENTS = 200;

    private final Caches caches;
    private final Dependents dependents;
    private final InvalidationHistory history;
    private final EventSink events;
    private final InstantSource clock;

    @Inject
    public Invalidations(
            Caches caches, Dependents dependents, InvalidationHistory history, EventSink events, InstantSource clock) {
        this.caches = caches;
        this.dependents = dependents;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** Invalidates here and in dependent caches, publishes, and has it written down; acknowledged when all caches have acknowledged. */
    public Uni<InvalidationOutcome> invalidate(InvalidationRequest request) {
        return invalidate(request, Set.of(), new AtomicInteger());
    }

    /**
     * {@code above}: the caches from which this was reached. None of them is reached again, whatever the configurations say. {@code count}:
     * how many were caused so far; too many are refused rather than left out.
     */
    private Uni<InvalidationOutcome> invalidate(InvalidationRequest request, Set<String> above, AtomicInteger count) {
        Optional<CacheHandle> cache = caches.find(request.cacheName());
        if (cache.isEmpty()) {
            return Uni.createFrom().item(new InvalidationOutcome.NoSuchCache(request.cacheName()));
        }
        return inCache(cache.get(), request)
                .flatMap(result -> tell(request, result))
                .flatMap(done -> further(request, done, above, count));
    }

    private Uni<InvalidationOutcome> further(
            InvalidationRequest request, Acknowledged done, Set<String> above, AtomicInteger count) {
        if (!request.coversEntries()) {
            return Uni.createFrom().item(done);
        }
        Set<String> path = new HashSet<>(above);
        path.add(request.cacheName());
        List<Uni<InvalidationOutcome>> all = new ArrayList<>();
        for (Dependent dependent : dependents.of(request.cacheName())) {
            InvalidationRequest next = request.with(done.event().id(), dependent);
            if (next.coversEntries() && !path.contains(next.cacheName())) {
                if (count.incrementAndGet() > MOST_DEPENDENTS) {
                    return Uni.createFrom().failure(new UnavailableException("too many dependent caches"));
                }
                all.add(invalidate(next, path, count));
            }
        }
        if (all.isEmpty()) {
            return Uni.createFrom().item(done);
        }
        return Uni.join()
                .all(all)
                .andFailFast()
                .map(outcomes -> done.with(outcomes.stream()
                        .flatMap(outcome -> outcome instanceof Acknowledged one ? Stream.of(one) : Stream.empty())
                        .toList()));
    }

    private static Uni<InvalidationResult> inCache(CacheHandle cache, InvalidationRequest request) {
        return request.coversEntries()
                ? cache.invalidate(request.selector(), reason(request))
                : Uni.createFrom().item(NOTHING_HERE);
    }

    private Uni<Acknowledged> tell(InvalidationRequest request, InvalidationResult result) {
        Invalidated event = event(request, result.position());
        var acknowledged = new Acknowledged(event, result.keys(), result.estimated(), List.of());
        events.emit(event);
        return history.append(event, result.keys(), result.estimated()).replaceWith(acknowledged);
    }

    private Invalidated event(InvalidationRequest request, @Nullable Position position) {
        var selector = request.selector();
        return new Invalidated(
                request.id() == null ? "inv-" + UUID.randomUUID() : request.id(),
                request.cacheName(),
                selector.keys(),
                selector.tags(),
                selector.pattern(),
                request.urls(),
                request.prefixes(),
                selector.all(),
                selector.soft(),
                request.cdn(),
                position == null ? null : position.token(),
                request.actor(),
                request.reason(),
                clock.instant());
    }

    private static String reason(InvalidationRequest request) {
        return request.reason() == null ? "" : request.reason();
    }
}
