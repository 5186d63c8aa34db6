package dev.terrace.benchmarks.accuracy;

import dev.terrace.optimizer.analysis.AccessBatch;
import dev.terrace.optimizer.analysis.AccessBatch.Columns;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hands a trace on as one gateway samples it: all accesses until {@value #MOST} keys are in, from then on those of the {@value #KEPT} keys
 * whose hashes are the smallest, and so on. Reads are a thousand a second, each a get-or-fill in a cache that never evicts.
 */
final class Sampling {
    private static final int MOST = 16_384;
    private static final int KEPT = 8_192;
    private static final int BATCH = 4_096;
    private static final long START = 1_700_000_000_000L;
    private static final int BYTES = 1_000;
    private static final int TOP = 40;

    private final Set<Long> live = new HashSet<>();
    private int threshold = AccessBatch.EVERYTHING;

    /** Sampled accesses that were handed on. */
    long run(long[] keys, Consumer<AccessBatch> to) {
        long[] hashes = new long[BATCH];
        int taken = 0;
        int from = 0;
        long sampled = 0;
        for (int i = 0; i < keys.length; i++) {
            long hash = Trace.hash(keys[i]);
            if (hash >>> TOP < threshold) {
                hashes[taken++] = hash;
                live.add(hash);
            }
            boolean full = live.size() > MOST;
            if (taken == BATCH || full || i == keys.length - 1) {
                to.accept(batch(Arrays.copyOf(hashes, taken), from, i + 1 - from));
                sampled += taken;
                taken = 0;
                from = i + 1;
            }
            if (full) {
                lower();
            }
        }
        return sampled;
    }

    private AccessBatch batch(long[] hashes, int from, long reads) {
        int n = hashes.length;
        int[] sizes = new int[n];
        Arrays.fill(sizes, BYTES);
        Columns columns = new Columns(hashes, new byte[n], sizes, new int[n], new int[n]);
        return new AccessBatch("node", START + from, threshold, false, reads, columns);
    }

    private void lower() {
        long[] tops = live.stream().mapToLong(hash -> hash >>> TOP).sorted().toArray();
        threshold = (int) Math.min(threshold, tops[KEPT]);
        live.removeIf(hash -> hash >>> TOP >= threshold);
    }
}
