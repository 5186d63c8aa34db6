package dev.terrace.optimizer.analysis.curve;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The oracle: the whole LRU stack over all accesses, nothing sampled, nothing binned. One TTL for all keys, 0 for none. */
public final class ExactStack {
    private record Fill(long key, long expires) {}

    private final int ttlSeconds;
    private final Map<Long, Integer> lastAt = new HashMap<>();
    private final ArrayDeque<Fill> fills = new ArrayDeque<>();
    private int[] tree = new int[1 << 16];
    /** How often each distance occurred; the index is the distance. */
    private int[] distances = new int[1 << 10];

    private int accesses;
    private int live;

    public ExactStack(int ttlSeconds) {
        this.ttlSeconds = ttlSeconds;
    }

    /** A read; a miss is filled at once. */
    public void read(long key, long millis) {
        // Counted first: until it is appended, all places before it take part in what is added and taken away.
        accesses++;
        while (!fills.isEmpty() && fills.peek().expires() <= millis) {
            add(lastAt.remove(fills.poll().key()), -1);
            live--;
        }
        Integer before = lastAt.get(key);
        if (before == null) {
            live++;
            if (ttlSeconds > 0) {
                fills.add(new Fill(key, millis + ttlSeconds * 1000L));
            }
        } else {
            count(live - sum(before - 1));
            add(before, -1);
        }
        append();
        lastAt.put(key, accesses);
    }

    public int keys() {
        return lastAt.size();
    }

    public double missRatio(long size) {
        long hits = 0;
        for (int distance = 1; distance <= Math.min(size, distances.length - 1); distance++) {
            hits += distances[distance];
        }
        return 1 - (double) hits / accesses;
    }

    /** Smallest size with that share of the attainable hits. */
    public long knee(double share) {
        double wanted = share * Arrays.stream(distances).asLongStream().sum();
        long hits = 0;
        int distance = 0;
        while (hits < wanted) {
            hits += distances[++distance];
        }
        return distance;
    }

    private void count(int distance) {
        if (distance >= distances.length) {
            distances = Arrays.copyOf(distances, 2 * distance);
        }
        distances[distance]++;
    }

    private void append() {
        if (accesses >= tree.length) {
            tree = Arrays.copyOf(tree, 2 * tree.length);
        }
        int sum = 1;
        for (int j = accesses - 1; j > accesses - (accesses & -accesses); j &= j - 1) {
            sum += tree[j];
        }
        tree[accesses] = sum;
    }

    private void add(int position, int n) {
        for (int i = position; i < accesses; i += i & -i) {
            tree[i] += n;
        }
    }

    private int sum(int position) {
        int sum = 0;
        for (int i = position; i > 0; i &= i - 1) {
            sum += tree[i];
        }
        return sum;
    }
}
