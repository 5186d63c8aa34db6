package dev.terrace.optimizer.analysis.simulate;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Nodes with a key, an expiry and a counter, found by key and each in one of a few lists: about 30 bytes a node, of as many as were ever
 * in use at once. Lists are circular through a sentinel, so a node is moved without asking where it is. Keys are 32 hash bits.
 */
final class Nodes {
    /** No node. */
    static final int NONE = -1;

    private static final int GOLDEN = 0x9E3779B9;

    private static final int FIRST = 16;

    private final int lists;
    private final int[] sizes;
    private int[] keys;
    private int[] expiries;
    private int[] next;
    private int[] previous;
    private byte[] list;
    private byte[] counters;
    private int[] index;
    private int shift;
    private int unused = NONE;

    /** {@code lists} lists, numbered from 0. */
    Nodes(int lists) {
        this.lists = lists;
        int all = lists + FIRST;
        sizes = new int[lists];
        keys = new int[all];
        expiries = new int[all];
        next = new int[all];
        previous = new int[all];
        list = new byte[all];
        counters = new byte[all];
        for (int i = 0; i < lists; i++) {
            next[i] = i;
            previous[i] = i;
        }
        index = index(2 * FIRST);
        freeFrom(lists);
    }

    private int[] index(int slots) {
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(slots);
        int[] empty = new int[slots];
        Arrays.fill(empty, NONE);
        return empty;
    }

    private void freeFrom(int first) {
        for (int node = keys.length - 1; node >= first; node--) {
            next[node] = unused;
            unused = node;
        }
    }

    private void grow() {
        int before = keys.length;
        int all = lists + 2 * (before - lists);
        keys = Arrays.copyOf(keys, all);
        expiries = Arrays.copyOf(expiries, all);
        next = Arrays.copyOf(next, all);
        previous = Arrays.copyOf(previous, all);
        list = Arrays.copyOf(list, all);
        counters = Arrays.copyOf(counters, all);
        freeFrom(before);
        int[] nodes = index;
        index = index(2 * nodes.length);
        for (int node : nodes) {
            if (node != NONE) {
                index[slot(keys[node])] = node;
            }
        }
    }

    int lists() {
        return lists;
    }

    int find(int key) {
        int slot = home(key);
        while (index[slot] != NONE) {
            if (keys[index[slot]] == key) {
                return index[slot];
            }
            slot = (slot + 1) & (index.length - 1);
        }
        return NONE;
    }

    /** A new node at the head of a list; there must be none with the key. */
    int add(int key, int to) {
        if (unused == NONE) {
            grow();
        }
        int node = unused;
        unused = next[node];
        keys[node] = key;
        counters[node] = 0;
        index[slot(key)] = node;
        link(node, to);
        return node;
    }

    /** The free slot where it belongs. */
    private int slot(int key) {
        int slot = home(key);
        while (index[slot] != NONE) {
            slot = (slot + 1) & (index.length - 1);
        }
        return slot;
    }

    void remove(int node) {
        unlink(node);
        drop(keys[node]);
        next[node] = unused;
        unused = node;
    }

    /** To the head of a list. */
    void move(int node, int to) {
        unlink(node);
        link(node, to);
    }

    /** The node at the end of a list, {@link #NONE} of an empty one. */
    int last(int of) {
        return node(previous[of]);
    }

    /** The node that is one nearer to the head of its list, {@link #NONE} at the head. */
    int nearer(int node) {
        return node(previous[node]);
    }

    int size(int of) {
        return sizes[of];
    }

    int list(int node) {
        return list[node];
    }

    int key(int node) {
        return keys[node];
    }

    int expiry(int node) {
        return expiries[node];
    }

    void expire(int node, int at) {
        expiries[node] = at;
    }

    int counter(int node) {
        return counters[node];
    }

    void count(int node, int value) {
        counters[node] = (byte) value;
    }

    /** Nodes there are, with those in use. */
    int length() {
        return keys.length;
    }

    /** Tells every node of a list whose key the predicate does not keep. */
    void each(int of, IntPredicate keep, IntConsumer gone) {
        int node = previous[of];
        while (node >= lists) {
            int nearer = previous[node];
            if (!keep.test(keys[node])) {
                gone.accept(node);
            }
            node = nearer;
        }
    }

    private int node(int position) {
        return position < lists ? NONE : position;
    }

    private void link(int node, int to) {
        int first = next[to];
        next[to] = node;
        previous[node] = to;
        next[node] = first;
        previous[first] = node;
        list[node] = (byte) to;
        sizes[to]++;
    }

    private void unlink(int node) {
        next[previous[node]] = next[node];
        previous[next[node]] = previous[node];
        sizes[list[node]]--;
    }

    private int home(int key) {
        return (key * GOLDEN) >>> shift;
    }

    /** Shifts the cluster back, so there are no tombstones. */
    private void drop(int key) {
        int mask = index.length - 1;
        int hole = home(key);
        while (keys[index[hole]] != key) {
            hole = (hole + 1) & mask;
        }
        int slot = (hole + 1) & mask;
        while (index[slot] != NONE) {
            if (((slot - home(keys[index[slot]])) & mask) >= ((slot - hole) & mask)) {
                index[hole] = index[slot];
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        index[hole] = NONE;
    }
}
