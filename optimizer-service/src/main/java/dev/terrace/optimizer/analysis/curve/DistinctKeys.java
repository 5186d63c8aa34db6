package dev.terrace.optimizer.analysis.curve;

import java.util.Arrays;

/**
 * How many keys were ever seen, out of the smallest hashes among them (k minimum values; Bar-Yossef et al., RANDOM'02). Exact below
 * {@value #K}, later within 2.2 % (one standard deviation).
 */
final class DistinctKeys {
    static final int K = 2048;

    private final long[] smallest = new long[K];
    private int count;

    void see(long key) {
        if (count == K && Long.compareUnsigned(key, smallest[K - 1]) >= 0) {
            return;
        }
        int at = indexOf(key);
        if (at >= 0) {
            return;
        }
        int insert = ~at;
        int moved = Math.min(count, K - 1) - insert;
        System.arraycopy(smallest, insert, smallest, insert + 1, moved);
        smallest[insert] = key;
        count = Math.min(K, count + 1);
    }

    /** All keys ever seen; {@code weight} is how many keys one in the sample stands for, while few are known. */
    double estimate(double weight) {
        if (count < K) {
            return count * weight;
        }
        double largest = (smallest[K - 1] >>> 1) * 0x1.0p-63;
        return (K - 1) / largest;
    }

    long[] smallest() {
        return Arrays.copyOf(smallest, count);
    }

    private int indexOf(long key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(smallest[middle], key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }
}
