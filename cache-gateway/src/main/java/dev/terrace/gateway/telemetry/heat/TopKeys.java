package dev.terrace.gateway.telemetry.heat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent of a stream in bounded space: Space-Saving (Metwally, Agrawal, El Abbadi, ICDT 2005) with weights that decay. Of m
 * counters the smallest is taken over by whatever has none, which inherits its count as a possible error. With N the (decayed) weight of
 * all that was added: {@code count - error <= true <= count}, {@code error <= N / m}, and whatever weighs more than N / m has a counter.
 * Decay multiplies everything by one factor, so all three still hold. An addition costs O(log m): the counters are a heap, the smallest on
 * top. Not safe for several threads.
 *
 * @param <K> what is counted
 */
final class TopKeys<K> {
    private final Counter<K>[] heap;
    private final Map<K, Counter<K>> byKey;
    private int size;
    private double total;

    private static final class Counter<K> {
        K key;
        double count;
        double error;
        int at;

        Counter(K key, int at) {
            this.key = key;
            this.at = at;
        }
    }

    /** An estimate: the true weight lies between {@code count - error} and {@code count}. */
    record Estimate<K>(K key, double count, double error) {}

    @SuppressWarnings("unchecked")
    TopKeys(int counters) {
        heap = (Counter<K>[]) new Counter<?>[counters];
        byKey = HashMap.newHashMap(counters);
    }

    /** Weight of everything that was added, decayed. */
    double total() {
        return total;
    }

    int size() {
        return size;
    }

    void add(K key, double weight) {
        total += weight;
        Counter<K> counter = byKey.get(key);
        if (counter == null) {
            counter = size < heap.length ? fresh(key) : takeOver(key);
        }
        counter.count += weight;
        sink(counter);
    }

    /** With a count of nothing it is the smallest: it goes to the top by sinking nobody below what it is. */
    private Counter<K> fresh(K key) {
        Counter<K> counter = new Counter<>(key, size);
        heap[size++] = counter;
        byKey.put(key, counter);
        rise(counter);
        return counter;
    }

    private Counter<K> takeOver(K key) {
        Counter<K> smallest = heap[0];
        byKey.remove(smallest.key);
        smallest.key = key;
        smallest.error = smallest.count;
        byKey.put(key, smallest);
        return smallest;
    }

    private void rise(Counter<K> counter) {
        int at = counter.at;
        while (at > 0 && heap[(at - 1) / 2].count > counter.count) {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        place(counter, at);
    }

    private void sink(Counter<K> counter) {
        int at = counter.at;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].count < heap[child].count) {
                child++;
            }
            if (heap[child].count >= counter.count) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(counter, at);
    }

    private void place(Counter<K> counter, int at) {
        heap[at] = counter;
        counter.at = at;
    }

    /** Everything weighs that much less. */
    void decay(double factor) {
        total *= factor;
        for (int i = 0; i < size; i++) {
            heap[i].count *= factor;
            heap[i].error *= factor;
        }
    }

    /** The heaviest, heaviest first. */
    List<Estimate<K>> top(int most) {
        return Arrays.stream(heap, 0, size)
                .map(c -> new Estimate<>(c.key, c.count, c.error))
                .sorted(Comparator.comparingDouble((Estimate<K> e) -> -e.count()))
                .limit(most)
                .toList();
    }

    @Nullable
    Estimate<K> of(K key) {
        Counter<K> counter = byKey.get(key);
        return counter == null ? null : new Estimate<>(counter.key, counter.count, counter.error);
    }
}
