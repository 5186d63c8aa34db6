package dev.terrace.gateway.cache.view;

import java.util.concurrent.locks.StampedLock;

/**
 * Offsets by mixed hash, 16 bytes a slot: hash and offset beside each other, probed one after another; an offset of 0 is a free slot.
 * Removal shifts the cluster back, so there are no tombstones. Readers take no lock unless a writer was there meanwhile.
 */
final class OffsetTable {
    private static final int SMALLEST = 16;

    private final StampedLock lock = new StampedLock();
    private long[] slots = new long[2 * SMALLEST];
    private int used;

    /** 0 when there is none. */
    long get(long hash) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            long offset = find(slots, hash);
            if (lock.validate(stamp)) {
                return offset;
            }
        }
        stamp = lock.readLock();
        try {
            return find(slots, hash);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Sets a higher offset; false when it is no higher. */
    boolean raise(long hash, long offset) {
        if (get(hash) >= offset) {
            return false;
        }
        long stamp = lock.writeLock();
        try {
            int at = at(slots, hash);
            if (slots[at + 1] >= offset) {
                return false;
            }
            boolean added = slots[at + 1] == 0;
            slots[at] = hash;
            slots[at + 1] = offset;
            if (added && ++used > capacity() / 3 * 2) {
                resize(2 * capacity());
            }
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets it unless its offset is higher. */
    void drop(long hash, long upTo) {
        long stamp = lock.writeLock();
        try {
            int at = at(slots, hash);
            if (slots[at + 1] == 0 || slots[at + 1] > upTo) {
                return;
            }
            free(at);
            if (--used < capacity() / 8 && capacity() > SMALLEST) {
                resize(capacity() / 2);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Forgets all whose offset is no higher. */
    void dropAll(long upTo) {
        long stamp = lock.writeLock();
        try {
            long[] before = slots;
            int kept = 0;
            for (int at = 0; at < before.length; at += 2) {
                if (before[at + 1] <= upTo) {
                    before[at + 1] = 0;
                } else {
                    kept++;
                }
            }
            used = kept;
            resize(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, kept)) * 4));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    int size() {
        long stamp = lock.readLock();
        try {
            return used;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private int capacity() {
        return slots.length / 2;
    }

    /** What a writer is changing may be seen here: the probing ends in any case. */
    private static long find(long[] slots, long hash) {
        int at = home(slots, hash);
        for (int probes = 0; probes < slots.length; probes += 2) {
            long offset = slots[at + 1];
            if (offset == 0 || slots[at] == hash) {
                return offset;
            }
            at = (at + 2) & (slots.length - 1);
        }
        return 0;
    }

    /** Where it is, or belongs. */
    private static int at(long[] slots, long hash) {
        int at = home(slots, hash);
        while (slots[at + 1] != 0 && slots[at] != hash) {
            at = (at + 2) & (slots.length - 1);
        }
        return at;
    }

    /** The stripe was chosen by the upper bits; these are the next ones. */
    private static int home(long[] slots, long hash) {
        return (int) (hash >>> 20) << 1 & (slots.length - 1);
    }

    private void free(int freed) {
        int mask = slots.length - 1;
        int hole = freed;
        int next = (hole + 2) & mask;
        while (slots[next + 1] != 0) {
            if (((next - home(slots, slots[next])) & mask) >= ((next - hole) & mask)) {
                slots[hole] = slots[next];
                slots[hole + 1] = slots[next + 1];
                hole = next;
            }
            next = (next + 2) & mask;
        }
        slots[hole + 1] = 0;
    }

    private void resize(int capacity) {
        long[] before = slots;
        long[] after = new long[2 * capacity];
        for (int at = 0; at < before.length; at += 2) {
            if (before[at + 1] != 0) {
                int to = at(after, before[at]);
                after[to] = before[at];
                after[to + 1] = before[at + 1];
            }
        }
        slots = after;
    }
}
