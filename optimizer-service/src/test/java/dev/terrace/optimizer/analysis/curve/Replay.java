package dev.terrace.optimizer.analysis.curve;

import static dev.terrace.optimizer.KeyHash.hash;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays reads as get-or-fill into a profile the way a gateway samples them: everything until 16,384 keys are live, then the threshold
 * halves until about half of them are left. The oracle sees the same reads.
 */
final class Replay {
    private static final int LIVE = 16_384;
    private static final int BATCH = 2_000;
    private static final long START = 1_700_000_000_000L;

    final AccessProfile profile = new AccessProfile();
    final ExactStack exact;
    private final int ttlSeconds;
    private final Map<Long, Long> cached = new HashMap<>();
    private final Set<Long> live = new HashSet<>();
    private final List<long[]> rows = new ArrayList<>();
    private int threshold = AccessBatch.EVERYTHING;
    private long reads;
    private long millis;

    Replay(int ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
        exact = new ExactStack(ttlSeconds);
    }

    void read(long id) {
        millis++;
        long key = hash(id);
        exact.read(key, millis);
        boolean hit = cached.getOrDefault(key, -1L) > millis;
        reads++;
        row(key, hit ? 0 : 1, 0, 0);
        if (!hit) {
            cached.put(key, ttlSeconds == 0 ? Long.MAX_VALUE : millis + ttlSeconds * 1000L);
            row(key, 2, 1000, ttlSeconds);
        }
        if (rows.size() >= BATCH) {
            flush();
        }
    }

    MissRatioCurve curve() {
        flush();
        return java.util.Objects.requireNonNull(profile.curve());
    }

    /** Mean absolute error over a hundred sizes up to the keys there are. */
    double error() {
        MissRatioCurve curve = curve();
        double sum = 0;
        for (int i = 1; i <= 100; i++) {
            long size = Math.max(1, exact.keys() * (long) i / 100);
            sum += Math.abs(curve.at(size) - exact.missRatio(size));
        }
        return sum / 100;
    }

    private void row(long key, int op, int size, int ttl) {
        if (SampledStack.top(key) >= threshold) {
            return;
        }
        rows.add(new long[] {key, op, size, ttl, millis});
        if (live.add(key) && live.size() > LIVE) {
            flush();
            threshold /= 2;
            live.removeIf(k -> SampledStack.top(k) >= threshold);
        }
    }

    private void flush() {
        int n = rows.size();
        Columns columns = new Columns(new long[n], new byte[n], new int[n], new int[n], new int[n]);
        long start = n == 0 ? millis : rows.getFirst()[4];
        for (int i = 0; i < n; i++) {
            long[] row = rows.get(i);
            columns.keys()[i] = row[0];
            columns.ops()[i] = (byte) row[1];
            columns.sizes()[i] = (int) row[2];
            columns.ttls()[i] = (int) row[3];
            columns.offsets()[i] = (int) (row[4] - start);
        }
        profile.accept(new AccessBatch("node", START + start, threshold, false, reads, columns));
        rows.clear();
        reads = 0;
    }
}
