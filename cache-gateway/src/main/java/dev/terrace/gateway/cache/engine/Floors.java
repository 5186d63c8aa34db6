package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives tiers a floor: when a cache is opened, in a new epoch, when their server comes back, and when they refuse (they may have lost it).
 * The floor is the view's position of a while ago: above every mark that a sweeper has worked on, below the loads that are in flight.
 */
final class Floors {
    /** Half the sweeper's horizon. */
    static final long BEHIND_NANOS = 15_000_000_000L;

    private static final long SAMPLE_EVERY_MS = 1000;

    private record Sample(long nanos, Position position) {}

    private final Coherence coherence;
    private final Time time;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private final Set<CacheTier> tiers = ConcurrentHashMap.newKeySet();
    private final Set<CacheTier> refused = ConcurrentHashMap.newKeySet();
    private volatile Position behind = Position.NONE;
    private volatile boolean stopped;

    Floors(Coherence coherence, Time time) {
        this.coherence = coherence;
        this.time = time;
    }

    void start() {
        if (!stopped) {
            sample();
            time.after(SAMPLE_EVERY_MS, this::start);
        }
    }

    void stop() {
        stopped = true;
    }

    /** A tier that is to have a floor from now on. */
    void keep(CacheTier tier) {
        tiers.add(tier);
        sample();
        raise(tier);
    }

    void forget(CacheTier tier) {
        tiers.remove(tier);
        refused.remove(tier);
    }

    /** A tier refused a fill: perhaps it has no floor any more. Answered once a second at most. */
    void refused(CacheTier tier) {
        refused.add(tier);
    }

    /** All tiers anew, after a server came back. */
    void again() {
        tiers.forEach(this::raise);
    }

    private synchronized void sample() {
        Position position = coherence.view().position();
        samples.add(new Sample(time.nanos(), position));
        if (behind.epoch() != position.epoch()) {
            samples.clear();
            behind = position;
            again();
        }
        while (!samples.isEmpty() && time.nanos() - samples.peekFirst().nanos() > BEHIND_NANOS) {
            behind = samples.removeFirst().position();
        }
        for (CacheTier tier : Set.copyOf(refused)) {
            refused.remove(tier);
            raise(tier);
        }
    }

    private void raise(CacheTier tier) {
        if (behind.epoch() > 0 && tiers.contains(tier)) {
            tier.raiseFloor(behind).subscribe().with(done -> {}, failure -> {});
        }
    }
}
