package dev.terrace.gateway.cache.view;

/**
 * Newest mark by key hash, of all caches of a log. A hash stands for a cache and a key; a collision only costs a refused fill. Bounded by
 * the log, whose floor or base drops the oldest: at a million marks it takes 40 to 64 MB, in arrays that a collector need not look into.
 */
final class KeyMarks {
    private static final int STRIPE_BITS = 6;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final OffsetTable[] stripes = new OffsetTable[1 << STRIPE_BITS];
    private final MarkOrder order = new MarkOrder();

    KeyMarks() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new OffsetTable();
        }
    }

    /** Offset of the newest mark; 0 when there is none. */
    long newest(long hash) {
        long mixed = hash * GOLDEN;
        return stripe(mixed).get(mixed);
    }

    /** Remembers a mark, of an offset above 0; whether it is newer than what was known. */
    boolean put(long hash, long offset) {
        long mixed = hash * GOLDEN;
        return stripe(mixed).raise(mixed, offset);
    }

    /** Notes the order in which marks are to be dropped; by the follower alone. */
    void ordered(long hash, long offset) {
        order.add(offset, hash * GOLDEN);
    }

    /** Drops what is not newer; the floor has been published before. By the follower alone. */
    void drop(long upTo) {
        while (!order.isEmpty() && order.firstOffset() <= upTo) {
            long mixed = order.firstHash();
            order.removeFirst();
            stripe(mixed).drop(mixed, upTo);
        }
    }

    /** Before a snapshot's marks are put in order again; what is retired goes. */
    void restart(long retired) {
        order.clear();
        for (OffsetTable stripe : stripes) {
            stripe.dropAll(retired);
        }
    }

    int size() {
        int sum = 0;
        for (OffsetTable stripe : stripes) {
            sum += stripe.size();
        }
        return sum;
    }

    /** Multiplication by an odd number loses nothing of the hash; its upper bits are the best mixed. */
    private OffsetTable stripe(long mixed) {
        return stripes[(int) (mixed >>> (Long.SIZE - STRIPE_BITS))];
    }
}
