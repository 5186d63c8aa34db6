package dev.terrace.monitoring.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.AlertState;
import dev.terrace.monitoring.alert.AlertStore;
import dev.terrace.monitoring.alert.AlertView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One snapshot a second, built and serialised once for all who may see the same caches. A client that does not keep up gets the newest
 * snapshot when it is ready again, and no queue grows for it. Nothing is built while nobody follows.
 */
public final class Pulse {
    private final Overviews overviews;
    private final AlertStore alerts;
    private final ObjectMapper json;
    private final Settings settings;
    private final Map<Set<String>, BroadcastProcessor<String>> audiences = new ConcurrentHashMap<>();
    private final Map<Set<String>, AtomicInteger> sizes = new ConcurrentHashMap<>();
    private final AtomicInteger followers = new AtomicInteger();

    /**
     * How it beats.
     *
     * @param clock the time
     * @param spanSeconds over how many seconds the figures are taken
     * @param settleSeconds how long windows of a second are waited for
     * @param maxFollowers how many may follow
     */
    public record Settings(InstantSource clock, int spanSeconds, int settleSeconds, int maxFollowers) {}

    /** A snapshot on the wire. */
    public record Snapshot(
            Instant at, Overview.Overall overall, List<Overview.CacheState> caches, List<AlertView> alerts) {}

    public Pulse(Overviews overviews, AlertStore alerts, ObjectMapper json, Settings settings) {
        this.overviews = overviews;
        this.alerts = alerts;
        this.json = json;
        this.settings = settings;
    }

    /** Snapshots from now on of those caches (all when empty); empty when too many follow already. */
    public Optional<Multi<String>> follow(Set<String> caches) {
        if (followers.incrementAndGet() > settings.maxFollowers()) {
            followers.decrementAndGet();
            return Optional.empty();
        }
        BroadcastProcessor<String> audience = audiences.computeIfAbsent(caches, c -> BroadcastProcessor.create());
        sizes.computeIfAbsent(caches, c -> new AtomicInteger()).incrementAndGet();
        return Optional.of(
                audience.onOverflow().dropPreviousItems().onTermination().invoke(() -> left(caches)));
    }

    private void left(Set<String> caches) {
        followers.decrementAndGet();
        sizes.computeIfPresent(caches, (c, size) -> {
            if (size.decrementAndGet() > 0) {
                return size;
            }
            audiences.remove(c);
            return null;
        });
    }

    /** How many follow. */
    public int followers() {
        return followers.get();
    }

    /** Sends a snapshot to all. Without the database the alerts are missing, and the rest goes out. */
    public Uni<Void> beat() {
        if (audiences.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant at = settings.clock().instant();
        return alerts.watched(at)
                .onFailure()
                .recoverWithItem(List.of())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(open -> audiences.forEach((caches, audience) -> audience.onNext(text(at, caches, open))))
                .replaceWithVoid();
    }

    private String text(Instant at, Set<String> caches, List<Alert> open) {
        Predicate<String> visible = cache -> caches.isEmpty() || caches.contains(cache);
        long to = at.getEpochSecond() - settings.settleSeconds();
        Overview now = overviews.over(to - settings.spanSeconds(), to, visible);
        List<AlertView> shown = open.stream()
                .filter(alert -> alert.state() instanceof AlertState.Open)
                .filter(alert -> visible.test(alert.subject().cacheName()))
                .map(AlertView::of)
                .toList();
        try {
            return json.writeValueAsString(new Snapshot(at, now.overall(), now.caches(), shown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A snapshot must be writable.", e);
        }
    }
}
