package dev.terrace.optimizer.analysis.simulate;

import java.util.Arrays;

/**
 * Least frequently used while resident, of those the one that is so for the longest. A binary heap by uses and by when the last one was.
 */
final class Lfu extends Replacement {
    private int[] heap = new int[0];
    private int[] places = heap;
    private int[] uses = heap;
    private long[] since = new long[0];
    private int size;
    private long clock;

    Lfu(int capacity) {
        super(capacity, new Nodes(1), 1);
    }

    @Override
    void hit(int node) {
        uses[node]++;
        since[node] = clock++;
        down(places[node]);
    }

    @Override
    int miss(int key, int ghost) {
        evictTo(capacity() - 1);
        int node = nodes.add(key, 0);
        if (uses.length < nodes.length()) {
            grow(nodes.length());
        }
        uses[node] = 1;
        since[node] = clock++;
        put(node, size++);
        up(size - 1);
        return node;
    }

    private void grow(int length) {
        heap = Arrays.copyOf(heap, length);
        places = Arrays.copyOf(places, length);
        uses = Arrays.copyOf(uses, length);
        since = Arrays.copyOf(since, length);
    }

    @Override
    void leave(int node) {
        int place = places[node];
        int last = heap[--size];
        if (place < size) {
            put(last, place);
            up(place);
            down(places[last]);
        }
        super.leave(node);
    }

    private void evictTo(int left) {
        while (size > left) {
            leave(heap[0]);
        }
    }

    private void up(int from) {
        int place = from;
        while (place > 0 && before(heap[place], heap[(place - 1) / 2])) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void down(int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[place])) {
                return;
            }
            swap(child, place);
            place = child;
        }
    }

    private boolean before(int one, int other) {
        return uses[one] < uses[other] || (uses[one] == uses[other] && since[one] < since[other]);
    }

    private void swap(int one, int other) {
        int node = heap[one];
        put(heap[other], one);
        put(node, other);
    }

    private void put(int node, int place) {
        heap[place] = node;
        places[node] = place;
    }

    @Override
    void shrunk() {
        evictTo(capacity());
    }
}
