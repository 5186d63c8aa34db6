package dev.terrace.optimizer.analysis.curve;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one cache's accesses to draw its curve: less than 1 MB however many keys and accesses there are. Not safe for use by
 * several threads; a batch costs some hundred nanoseconds an access.
 */
public final class AccessProfile {
    private static final int DECISECONDS_A_SECOND = 10;

    final SampledStack sampled = new SampledStack();
    final HeadStack head = new HeadStack();
    final DistinctKeys distinct = new DistinctKeys();
    final Coverage coverage = new Coverage();
    /** References while every access since the first was in hand, and the rest. */
    final Tally complete = new Tally();

    final Tally rest = new Tally();
    final HeadStack.Counts completeHead = new HeadStack.Counts();
    final HeadStack.Counts runHead = new HeadStack.Counts();
    long reads;
    long sampledReads;
    long baseMillis = -1;
    long lastMillis;

    /** Draws the curve; null before the first read. */
    public @Nullable MissRatioCurve curve() {
        return reads == 0 ? null : new CurveDrawing(this).draw();
    }

    /** Takes in what a node sampled. Batches of one key must come in order; those of different nodes may interleave. */
    public void accept(AccessBatch batch) {
        if (baseMillis < 0) {
            baseMillis = batch.startMillis();
        }
        lastMillis = Math.max(lastMillis, batch.startMillis());
        if (batch.burst()) {
            burst(batch);
            return;
        }
        if (coverage.note(batch.node(), batch.threshold(), batch.startMillis())) {
            head.stack().clear();
        }
        sampled.lower(Math.min(batch.threshold(), AccessBatch.EVERYTHING));
        reads += batch.reads();
        Coverage.Mode mode = coverage.mode();
        Tally tally = mode == Coverage.Mode.COMPLETE ? complete : rest;
        tally.references += batch.reads();
        sample(batch, tally);
        if (mode != Coverage.Mode.SAMPLE) {
            everything(batch, mode == Coverage.Mode.COMPLETE);
        }
    }

    /** Accesses of this cache were lost on their way: what follows begins anew where it matters. */
    public void gap() {
        coverage.gap();
        head.stack().clear();
    }

    /** Reads seen, sampled or not. */
    public long reads() {
        return reads;
    }

    /** Reads that were in the sample. */
    public long sampledReads() {
        return sampledReads;
    }

    /** Begin of the latest window taken in, Unix milliseconds; 0 before the first. */
    public long lastMillis() {
        return lastMillis;
    }

    /** Share of the keys that is sampled at present. */
    public double rate() {
        return (double) sampled.threshold() / AccessBatch.EVERYTHING;
    }

    /** About how many keys were ever read or written. */
    public long keys() {
        return Math.round(distinct.estimate(1 / rate()));
    }

    /** Mean stored bytes of a key in the sample, 0 when not known. */
    public int meanBytes() {
        return sampled.stack().meanSize();
    }

    private void sample(AccessBatch batch, Tally tally) {
        Columns columns = batch.columns();
        for (int i = 0; i < columns.count(); i++) {
            long key = columns.keys()[i];
            if (!sampled.takes(key)) {
                continue;
            }
            int now = now(batch, i);
            sampled.stack().tick(now);
            switch (columns.ops()[i]) {
                case 0, 1 -> {
                    sampledReads++;
                    distinct.see(key);
                    sampled.read(key, columns.sizes()[i], now, tally);
                }
                case 3 -> sampled.remove(key);
                default -> {
                    distinct.see(key);
                    sampled.write(key, columns.sizes()[i], expiry(columns.ttls()[i], now));
                }
            }
        }
    }

    private void everything(AccessBatch batch, boolean fromTheFirst) {
        HeadStack.Counts counts = fromTheFirst ? completeHead : runHead;
        Columns columns = batch.columns();
        for (int i = 0; i < columns.count(); i++) {
            int now = now(batch, i);
            head.stack().tick(now);
            long key = columns.keys()[i];
            switch (columns.ops()[i]) {
                case 0, 1 -> head.read(key, columns.sizes()[i], now, counts, fromTheFirst);
                case 3 -> head.remove(key);
                default -> head.write(key, columns.sizes()[i], expiry(columns.ttls()[i], now));
            }
        }
    }

    /** A burst is a run of its own; with several nodes it holds only one's share of the accesses and says nothing of distances. */
    private void burst(AccessBatch batch) {
        if (coverage.mode() == Coverage.Mode.SAMPLE && coverage.oneNode()) {
            head.stack().clear();
            everything(batch, false);
        }
    }

    private int now(AccessBatch batch, int i) {
        return (int) ((batch.startMillis() - baseMillis + batch.columns().offsets()[i]) / 100);
    }

    private static int expiry(int ttlSeconds, int now) {
        long at = now + (long) ttlSeconds * DECISECONDS_A_SECOND;
        return ttlSeconds <= 0 || at >= LruStack.FOREVER ? LruStack.FOREVER : (int) at;
    }
}
