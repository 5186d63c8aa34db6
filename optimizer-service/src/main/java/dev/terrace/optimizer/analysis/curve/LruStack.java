package dev.terrace.optimizer.analysis.curve;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The LRU stack of a bounded number of keys: how many distinct keys, and how many bytes, lie between a key's accesses (Mattson et al., 1970).
 * Positions rise with time; a Fenwick tree over them answers in O(log n), and positions are renumbered when they run out.
 */
final class LruStack {
    /** Never expires. */
    static final int FOREVER = Integer.MAX_VALUE;

    private static final int MAX_SIZE = 1 << 30;
    private static final int SWEEP_EVERY = 512;

    private final int capacity;
    private final KeySlots slots;
    private final PackedSums sums;
    private final int[] slotAt;
    private int last;
    private int oldest = 1;
    private int count;
    private int nextExpiry = FOREVER;
    private int sinceSweep;

    /** At most 32,000 keys. */
    LruStack(int capacity) {
        this.capacity = capacity;
        slots = new KeySlots(capacity + 1);
        sums = new PackedSums(2 * capacity + 2);
        slotAt = new int[2 * capacity + 3];
        Arrays.fill(slotAt, -1);
    }

    int count() {
        return count;
    }

    boolean full() {
        return count >= capacity;
    }

    /** Slot of the key, negative when it is not in the stack. */
    int find(long key) {
        return slots.find(key);
    }

    boolean expired(int slot, int now) {
        return slots.expiries[slot] <= now;
    }

    /** Packed distance: keys, and their bytes, from the top of the stack down to this key, itself included. */
    long distance(int slot) {
        return sums.from(slots.positions[slot]);
    }

    /** Mean bytes of a key, 0 when nothing is known. */
    int meanSize() {
        return count == 0 ? 0 : (int) (PackedSums.bytes(sums.total()) / count);
    }

    /** Moves the key to the top; a positive size or a new expiry is taken over, {@code keep} leaves them as they are. */
    void touch(int slot, int size, int expiry, boolean keep) {
        int newSize = size > 0 ? Math.min(size, MAX_SIZE) : slots.sizes[slot];
        sums.add(slots.positions[slot], -PackedSums.packed(slots.sizes[slot]));
        slotAt[slots.positions[slot]] = -1;
        count--;
        slots.sizes[slot] = newSize;
        if (!keep) {
            slots.expiries[slot] = expiry;
            nextExpiry = Math.min(nextExpiry, expiry);
        }
        place(slot);
    }

    /** Puts a new key on top. The stack must not be full. */
    void push(long key, int size, int expiry) {
        if (last + 1 >= slotAt.length) {
            renumber(k -> true);
        }
        int slot = ~slots.find(key);
        slots.keys[slot] = key;
        slots.sizes[slot] = size > 0 ? Math.min(size, MAX_SIZE) : meanSize();
        slots.expiries[slot] = expiry;
        nextExpiry = Math.min(nextExpiry, expiry);
        place(slot);
    }

    void remove(int slot) {
        int position = slots.positions[slot];
        sums.add(position, -PackedSums.packed(slots.sizes[slot]));
        slotAt[position] = -1;
        slots.free(slot, slotAt);
        count--;
    }

    /** Drops the least recently used key. */
    void removeOldest() {
        while (slotAt[oldest] < 0) {
            oldest++;
        }
        remove(slotAt[oldest]);
    }

    /** To be called at each access: now and then, when something can have expired, drops what has. */
    void tick(int now) {
        if (++sinceSweep >= SWEEP_EVERY && now >= nextExpiry) {
            sinceSweep = 0;
            expire(now);
        }
    }

    private void expire(int now) {
        nextExpiry = FOREVER;
        for (int slot = 0; slot < slots.length(); slot++) {
            while (slots.positions[slot] != 0 && slots.expiries[slot] <= now) {
                remove(slot);
            }
            if (slots.positions[slot] != 0) {
                nextExpiry = Math.min(nextExpiry, slots.expiries[slot]);
            }
        }
    }

    void clear() {
        slots.clear();
        sums.clear();
        Arrays.fill(slotAt, -1);
        last = 0;
        oldest = 1;
        count = 0;
        nextExpiry = FOREVER;
    }

    /** Keeps the keys that the predicate takes, in their order. */
    void retain(LongPredicate kept) {
        renumber(kept);
    }

    /** Keys in the stack, least recently used first. */
    void forEach(Visitor visitor) {
        for (int position = 1; position <= last; position++) {
            int slot = slotAt[position];
            if (slot >= 0) {
                visitor.visit(slots.keys[slot], slots.sizes[slot], slots.expiries[slot]);
            }
        }
    }

    private void place(int slot) {
        if (last + 1 >= slotAt.length) {
            slots.positions[slot] = slotAt.length;
            renumberWithout(slot);
            return;
        }
        last++;
        slots.positions[slot] = last;
        slotAt[last] = slot;
        sums.add(last, PackedSums.packed(slots.sizes[slot]));
        count++;
    }

    /** The key being moved is not in the order at this moment: it is taken aside and put on top afterwards. */
    private void renumberWithout(int slot) {
        long key = slots.keys[slot];
        int size = slots.sizes[slot];
        int expiry = slots.expiries[slot];
        renumber(k -> true);
        push(key, size, expiry);
    }

    private void renumber(LongPredicate kept) {
        long[] keys = new long[count];
        int[] sizes = new int[count];
        int[] expiries = new int[count];
        int n = 0;
        for (int position = 1; position <= last; position++) {
            int slot = slotAt[position];
            if (slot >= 0 && kept.test(slots.keys[slot])) {
                keys[n] = slots.keys[slot];
                sizes[n] = slots.sizes[slot];
                expiries[n++] = slots.expiries[slot];
            }
        }
        clear();
        for (int i = 0; i < n; i++) {
            push(keys[i], sizes[i], expiries[i]);
        }
    }

    /** Hears of each key. */
    interface Visitor {
        void visit(long key, int size, int expiry);
    }
}
