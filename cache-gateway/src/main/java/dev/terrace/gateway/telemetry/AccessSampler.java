package dev.terrace.gateway.telemetry;

import dev.terrace.events.AccessSample;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A spatial sample of the accesses of one cache: a key is in iff the top 24 bits of its hash lie below the threshold, so it is always in or
 * always out (Waldspurger et al., SHARDS, FAST'15). The threshold starts at everything and is lowered, fixed-size, whenever more than
 * {@value #LIVE_MAX} sampled keys were seen in a period, so that {@value #LIVE_KEPT} remain. When more is recorded than is taken away, the
 * threshold is halved: whole slices of keys go, never single records. It rises again only with a new epoch, at the end of a period in which
 * few keys were seen. An access that is out costs one comparison.
 */
final class AccessSampler {
    static final int EVERYTHING = AccessSample.EVERYTHING;
    static final int READ_HIT = 0;
    static final int READ_MISS = 1;
    static final int STORE = 2;
    static final int REMOVAL = 3;
    static final int LIVE_MAX = 16_384;
    static final int LIVE_KEPT = 8_192;
    static final int LIVE_FEW = 2_048;
    static final int WAITING = 4;
    static final long PERIOD_MS = 900_000;

    private final Supplier<AccessTotals> totals;
    private final InstantSource clock;
    private final LiveKeys live = new LiveKeys();
    private final ArrayDeque<SealedSample> sealed = new ArrayDeque<>();
    private volatile int threshold = EVERYTHING;
    private SampleBuffer buffer;
    private AccessTotals counted = new AccessTotals(0, 0, 0);
    private long epoch;
    private long sequence;
    private long periodEndMs;

    AccessSampler(Supplier<AccessTotals> totals, InstantSource clock) {
        this.totals = totals;
        this.clock = clock;
        long nowMs = clock.millis();
        epoch = nowMs;
        periodEndMs = nowMs + PERIOD_MS;
        buffer = new SampleBuffer(nowMs, 0);
    }

    /** The top 24 bits of a hash. */
    static int prefix(long hash) {
        return (int) (hash >>> 40);
    }

    int threshold() {
        return threshold;
    }

    /** An access, if its key is in the sample. */
    void record(long hash, int op, int bytes, long ttlSeconds) {
        if (prefix(hash) < threshold) {
            append(hash, op, bytes, ttlSeconds);
        }
    }

    private synchronized void append(long hash, int op, int bytes, long ttlSeconds) {
        if (buffer.full()) {
            makeRoom();
        }
        if (prefix(hash) >= threshold) {
            return;
        }
        buffer.add(hash, op, bytes, ttlSeconds, clock.millis());
        live.add(hash);
        if (live.size() > LIVE_MAX) {
            lower(live.thresholdFor(LIVE_KEPT));
        }
    }

    private void makeRoom() {
        if (sealed.size() < WAITING) {
            seal(clock.millis());
            return;
        }
        while (buffer.full() && threshold > 1) {
            lower(threshold / 2);
            buffer.keepBelow(threshold);
        }
        if (buffer.full()) {
            buffer = new SampleBuffer(clock.millis(), 0);
            sequence++;
        }
    }

    private void lower(int to) {
        threshold = Math.min(threshold, to);
        live.keepBelow(threshold);
    }

    private void seal(long nowMs) {
        AccessTotals now = totals.get();
        AccessTotals since = now.since(counted);
        if (buffer.count() == 0 && since.none()) {
            buffer = new SampleBuffer(nowMs, 0);
            return;
        }
        buffer.keepBelow(threshold);
        sealed.add(new SealedSample(buffer, nowMs, sequence++, epoch, threshold, since));
        counted = now;
        buffer = new SampleBuffer(nowMs, buffer.count());
    }

    /** What was gathered since the last call, in order; empty when nothing was accessed. */
    synchronized List<SealedSample> drain() {
        long nowMs = clock.millis();
        seal(nowMs);
        List<SealedSample> taken = new ArrayList<>(sealed);
        sealed.clear();
        if (nowMs >= periodEndMs) {
            endPeriod(nowMs);
        }
        return taken;
    }

    private void endPeriod(long nowMs) {
        int seen = live.size();
        live.clear();
        periodEndMs = nowMs + PERIOD_MS;
        if (threshold < EVERYTHING && seen < LIVE_FEW) {
            long room = LIVE_KEPT / Math.max(1, seen);
            threshold = (int) Math.min(EVERYTHING, threshold * Math.max(2, room));
            epoch = nowMs;
            sequence = 0;
        }
    }
}
