package dev.terrace.gateway.invalidation;

import dev.terrace.events.EventSink;
import dev.terrace.events.Invalidated;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.Position;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which an invalidation is asked for, whoever asks: the cache first, since only its acknowledgement counts, then the event,
 * then the history. A history that cannot be written is logged and does not undo what is acknowledged. Fails when the cache refuses (a
 * strict cache whose log is away): then nothing is published or written.
 */
@Singleton
public class Invalidations {
    private static final Logger LOG = Logger.getLogger(Invalidations.class);
    private static final InvalidationResult NOTHING_HERE = new InvalidationResult(Position.NONE, 0, 0);

    private final Caches caches;
    private final InvalidationHistory history;
    private final EventSink events;
    private final InstantSource clock;

    @Inject
    public Invalidations(Caches caches, InvalidationHistory history, EventSink events, InstantSource clock) {
        this.caches = caches;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /** Invalidates, publishes and writes down. */
    public Uni<InvalidationOutcome> invalidate(InvalidationRequest request) {
        Optional<CacheHandle> cache = caches.find(request.cacheName());
        if (cache.isEmpty()) {
            return Uni.createFrom().item(new InvalidationOutcome.NoSuchCache(request.cacheName()));
        }
        return inCache(cache.get(), request).flatMap(result -> tell(request, result));
    }

    private static Uni<InvalidationResult> inCache(CacheHandle cache, InvalidationRequest request) {
        return request.coversEntries()
                ? cache.invalidate(request.selector(), reason(request))
                : Uni.createFrom().item(NOTHING_HERE);
    }

    private Uni<InvalidationOutcome> tell(InvalidationRequest request, InvalidationResult result) {
        Invalidated event = event(request, result.position());
        var acknowledged = new InvalidationOutcome.Acknowledged(event, result.keys(), result.estimated());
        events.emit(event);
        return history.append(event, result.keys(), result.estimated())
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("invalidation not written down id=%s cache=%s", event.id(), event.cacheName()))
                .onFailure()
                .recoverWithNull()
                .replaceWith(acknowledged);
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
