package dev.terrace.cachectl.suite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact miss ratio of LRU at every size, from stack distances (Mattson et al. 1970): a request hits in a cache of c objects when fewer
 * than c others were asked for since its last time. Counted with a Fenwick tree over the requests.
 */
final class Lru {
    private final long[] hitsAt;
    private final int requests;

    Lru(List<String> trace) {
        requests = trace.size();
        hitsAt = new long[requests + 1];
        int[] tree = new int[requests + 1];
        Map<String, Integer> last = new HashMap<>();
        for (int now = 1; now <= requests; now++) {
            Integer before = last.put(trace.get(now - 1), now);
            if (before != null) {
                hitsAt[sum(tree, now - 1) - sum(tree, before) + 1]++;
                add(tree, before, -1);
            }
            add(tree, now, 1);
        }
        Arrays.parallelPrefix(hitsAt, Long::sum);
    }

    /** The share of requests that miss in a cache of that many objects; first touches are misses. */
    double missRatio(int size) {
        return 1 - hitsAt[Math.min(size, requests)] / (double) requests;
    }

    private static void add(int[] tree, int at, int change) {
        for (int i = at; i < tree.length; i += i & -i) {
            tree[i] += change;
        }
    }

    private static int sum(int[] tree, int upTo) {
        int sum = 0;
        for (int i = upTo; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }
}
