package dev.terrace.optimizer.analysis.ttl;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import org.jspecify.annotations.Nullable;

/**
 * Caches without a bound on their size that differ by their time to live, over a sample of at most {@value #KEYS} keys: a read is a hit while
 * the time since the fill is shorter, a miss fills anew, a store renews, a removal ends. Misses of the sample are scaled to all keys and set
 * against all reads, so that what the sample lacks of the keys read most counts as hits (SHARDS-adj; Waldspurger et al., FAST'15). About 150
 * kB. Not safe for use by several threads.
 */
public final class TtlSimulation {
    private static final int KEYS = 2048;
    private static final int TICKS_A_SECOND = 10;
    private static final int[] SECONDS = {
        10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800,
    };

    private final Ages ages = new Ages(KEYS, SECONDS.length);
    private final double[] misses = new double[SECONDS.length];
    private final double[] live = new double[SECONDS.length];
    private int threshold = AccessBatch.EVERYTHING;
    private double weight = 1;
    private long reads;
    private long baseMillis = -1;
    private int last;

    /** Takes in what a node sampled; bursts are left out. Batches of one key must come in order. */
    public void accept(AccessBatch batch) {
        if (batch.burst()) {
            return;
        }
        if (baseMillis < 0) {
            baseMillis = batch.startMillis();
        }
        lower(batch.threshold());
        reads += batch.reads();
        Columns columns = batch.columns();
        for (int i = 0; i < columns.count(); i++) {
            long key = columns.keys()[i];
            while (ages.full() && threshold > 1) {
                lower(threshold / 2);
            }
            if (Ages.top(key) < threshold) {
                int now = (int) ((batch.startMillis() - baseMillis + columns.offsets()[i]) * TICKS_A_SECOND / 1000);
                last = Math.max(last, now);
                access(ages.row(key), columns.ops()[i], now);
            }
        }
    }

    private void lower(int wanted) {
        if (wanted < threshold) {
            threshold = Math.max(1, wanted);
            weight = (double) AccessBatch.EVERYTHING / threshold;
            ages.retain(threshold);
        }
    }

    private void access(int row, byte op, int now) {
        switch (op) {
            case 0, 1 -> read(row, now, op == 1);
            case 3 -> forget(row, now);
            default -> written(row, now);
        }
    }

    private void read(int row, int now, boolean missed) {
        for (int life = 0; life < SECONDS.length; life++) {
            if (!there(row, life, now)) {
                misses[life] += weight;
                renew(row, life, now);
            }
        }
        ages.miss(row, missed);
    }

    /** After a miss it is the fill, which every life that missed has had; else it is a store, which renews all. */
    private void written(int row, int now) {
        boolean fill = ages.missed(row);
        ages.miss(row, false);
        for (int life = 0; !fill && life < SECONDS.length; life++) {
            renew(row, life, now);
        }
    }

    private void forget(int row, int now) {
        for (int life = 0; life < SECONDS.length; life++) {
            live[life] += weight * lived(row, life, now);
            ages.fill(row, life, Ages.NEVER);
        }
    }

    private void renew(int row, int life, int now) {
        live[life] += weight * lived(row, life, now);
        ages.fill(row, life, now);
    }

    private boolean there(int row, int life, int now) {
        int filled = ages.filled(row, life);
        return filled != Ages.NEVER && now - filled < SECONDS[life] * TICKS_A_SECOND;
    }

    /** Ticks for which the last fill was there. */
    private int lived(int row, int life, int now) {
        int filled = ages.filled(row, life);
        return filled == Ages.NEVER ? 0 : Math.min(now - filled, SECONDS[life] * TICKS_A_SECOND);
    }

    /** The curve; null before the first read. */
    public @Nullable TtlCurve curve() {
        if (reads == 0) {
            return null;
        }
        double[] ratios = new double[SECONDS.length];
        double[] resident = new double[SECONDS.length];
        for (int life = 0; life < SECONDS.length; life++) {
            double ticks = live[life];
            for (int row = 0; row < ages.count(); row++) {
                ticks += weight * lived(row, life, last);
            }
            ratios[life] = Math.clamp(misses[life] / reads, 0, 1);
            resident[life] = ticks / Math.max(1, last);
        }
        return new TtlCurve(SECONDS.clone(), ratios, resident);
    }
}
