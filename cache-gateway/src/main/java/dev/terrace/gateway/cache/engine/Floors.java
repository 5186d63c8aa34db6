package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives tiers a floor: when a cache is opened, in a new epoch, when their server comes back, and when they refuse (they may have lost it).
 * The floor is the view's position of a while ago, above every mark that a sweeper has worked on and below the loads in flight; at the
 * start of a node, which has no while ago, it is where its view began.
 */
final class Floors {
    /** Half the sweeper's horizon. */
    static final long BEHIND_NANOS = Sweeper.HORIZON_NANOS / 2;

    private static final long SAMPLE_EVERY_MS = 1000;

    private final Coherence coherence;
    private final Time time;
    private final Samples samples;
    private final Set<CacheTier> tiers = ConcurrentHashMap.newKeySet();
    private final Set<CacheTier> refused = ConcurrentHashMap.newKeySet();
    private volatile Position floor = Position.NONE;
    private volatile boolean stopped;

    Floors(Coherence coherence, Time time) {
        this.coherence = coherence;
        this.time = time;
        this.samples = new Samples(time, BEHIND_NANOS);
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
        Position now = coherence.view().position();
        boolean epoch = samples.take(now);
        floor = epoch ? now : floor.before(samples.behind()) ? samples.behind() : floor;
        if (epoch) {
            again();
        }
        for (CacheTier tier : Set.copyOf(refused)) {
            refused.remove(tier);
            raise(tier);
        }
    }

    private void raise(CacheTier tier) {
        if (floor.epoch() > 0 && tiers.contains(tier)) {
            tier.raiseFloor(floor).subscribe().with(done -> {}, failure -> {});
        }
    }
}
