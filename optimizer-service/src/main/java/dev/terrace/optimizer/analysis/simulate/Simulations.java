package dev.terrace.optimizer.analysis.simulate;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * What caches of other sizes and policies would have made of the accesses of one cache (Waldspurger et al., ATC'17). Sizes double from
 * {@value #SMALLEST} objects; what is not filled takes no memory. Reads are get-or-fill; a fill or store only renews what is there. A read
 * that would miss here and was a hit there lives as long as the latest fill. Under 2 MB a cache. Not safe for use by several threads.
 */
public final class Simulations {
    private static final int SMALLEST = 256;
    private static final int SIZES = 15;
    private static final int SHOWN = 8;
    private static final int MILLIS_A_TICK = 100;

    private final Level[] levels = new Level[SIZES];
    private long baseMillis = -1;
    private int ttlSeconds;

    /** Nothing has been read. */
    public Simulations() {
        for (int i = 0; i < SIZES; i++) {
            levels[i] = new Level((long) SMALLEST << i);
        }
    }

    /** Takes in what a node sampled; bursts are left out. Batches of one key must come in order. */
    public void accept(AccessBatch batch) {
        if (batch.burst()) {
            return;
        }
        if (baseMillis < 0) {
            baseMillis = batch.startMillis();
        }
        for (Level level : levels) {
            level.lower(batch.threshold());
            level.total(batch.reads());
        }
        Columns columns = batch.columns();
        for (int i = 0; i < columns.count(); i++) {
            int now = (int) ((batch.startMillis() - baseMillis + columns.offsets()[i]) / MILLIS_A_TICK);
            access((int) (columns.keys()[i] >>> Integer.SIZE), columns.ops()[i], columns.ttls()[i], now);
        }
        drop();
    }

    /** Of sizes that are never shown again nothing is kept. */
    private void drop() {
        int filled = 0;
        for (int i = SIZES - 1; i >= 0; i--) {
            if (filled == SHOWN) {
                levels[i].end();
            } else if (levels[i].alive() && levels[i].filled()) {
                filled++;
            }
        }
    }

    private void access(int key, byte op, int ttl, int now) {
        if (op == 2) {
            ttlSeconds = ttl;
        }
        int expiry = expiry(now);
        for (Level level : levels) {
            if (level.takes(key)) {
                switch (op) {
                    case 0, 1 -> level.read(key, now, expiry);
                    case 3 -> level.remove(key);
                    default -> level.write(key, now, expiry);
                }
            }
        }
    }

    private int expiry(int now) {
        long at = now + (long) ttlSeconds * (1000 / MILLIS_A_TICK);
        return ttlSeconds <= 0 || at >= Replacement.FOREVER ? Replacement.FOREVER : (int) at;
    }

    /** At most 8 sizes: those that would have had to evict, the largest of them, for whose smaller ones the sample is dense enough. */
    public PolicyCurves curves() {
        List<PolicyCurves.Point> points = new ArrayList<>();
        for (Level level : levels) {
            if (level.alive() && level.filled()) {
                points.add(new PolicyCurves.Point(level.size(), level.objects(), level.missRatios()));
            }
        }
        return new PolicyCurves(List.copyOf(points));
    }
}
