package dev.terrace.benchmarks.accuracy;

import java.util.HashMap;
import java.util.Map;

/**
 * The LRU miss ratio of every size of a trace, exactly: the stack distance of each read (Mattson et al., IBM Systems Journal 1970) by a
 * Fenwick tree over the reads in which each key's latest is marked.
 */
final class ExactLru {
    private final int reads;
    private final int unique;
    /** Reads that hit from so many objects on; the index is the number of objects. */
    private final long[] hits;

    ExactLru(long[] keys) {
        reads = keys.length;
        int[] tree = new int[reads + 1];
        long[] distances = new long[reads + 2];
        Map<Long, Integer> latest = new HashMap<>();
        for (int at = 1; at <= reads; at++) {
            Integer before = latest.put(keys[at - 1], at);
            if (before != null) {
                distances[latest.size() - sum(tree, before) + 1]++;
                add(tree, before, -1);
            }
            add(tree, at, 1);
        }
        unique = latest.size();
        hits = new long[unique + 1];
        for (int size = 1; size <= unique; size++) {
            hits[size] = hits[size - 1] + distances[size];
        }
    }

    int reads() {
        return reads;
    }

    /** Keys. */
    int unique() {
        return unique;
    }

    double missRatio(long objects) {
        return 1 - (double) hits[(int) Math.min(objects, unique)] / reads;
    }

    /** The smallest size with that share of the hits that any size has. */
    int smallest(double share) {
        double wanted = share * hits[unique];
        int size = 1;
        while (hits[size] < wanted) {
            size++;
        }
        return size;
    }

    /** Whether a tenth more of some size gives a twentieth of all reads: a loop or scan that fits or does not. */
    boolean hasCliff() {
        for (int from = 32; from < unique; from++) {
            int to = Math.min(unique, from + Math.max(1, from / 10));
            if (hits[to] - hits[from] >= reads / 20.0) {
                return true;
            }
        }
        return false;
    }

    private static void add(int[] tree, int position, int n) {
        for (int i = position; i < tree.length; i += i & -i) {
            tree[i] += n;
        }
    }

    private static int sum(int[] tree, int position) {
        int sum = 0;
        for (int i = position; i > 0; i &= i - 1) {
            sum += tree[i];
        }
        return sum;
    }
}
