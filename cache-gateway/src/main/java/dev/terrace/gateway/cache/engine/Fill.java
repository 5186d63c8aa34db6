package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.lease.Announcement.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a leased load brought, on its way into the shared tiers. When every store has ended, what came of it is told: those who wait look at
 * once.
 */
final class Fill {
    private final Loaded loaded;
    private final Consumer<Outcome> ended;
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile boolean stored;
    private volatile boolean refused;

    Fill(Loaded loaded, Consumer<Outcome> ended) {
        this.loaded = loaded;
        this.ended = ended;
    }

    /** A store begins, or would have. */
    void begin() {
        open.incrementAndGet();
    }

    /** A store ended; null when it failed. {@code shared}: other nodes see that tier. */
    void end(@Nullable Stored result, boolean shared) {
        stored |= shared && result == Stored.STORED;
        refused |= result == Stored.REFUSED;
        close();
    }

    /** The load has been handed to every tier. */
    void close() {
        if (open.decrementAndGet() == 0) {
            ended.accept(outcome());
        }
    }

    private Outcome outcome() {
        return switch (loaded) {
            case Loaded.Nothing nothing -> Outcome.NOTHING;
            case Loaded.Failed failed ->
                failed.why() == Refusal.ORIGIN_TIMEOUT
                        ? Outcome.TIMED_OUT
                        : failed.why() == Refusal.UNAVAILABLE ? Outcome.UNAVAILABLE : Outcome.FAILED;
            case Loaded.Value value -> {
                if (stored) {
                    yield Outcome.FILLED;
                }
                yield refused && value.storable() ? Outcome.LOST : Outcome.UNSHARED;
            }
        };
    }
}
