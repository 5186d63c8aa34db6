package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.journal.Unsettled;
import java.util.concurrent.ConcurrentHashMap;

/** One partition's writes of one cache on their way to the target: one round at a time, with pauses where it is away. Keys that are refused wait alone. */
final class Lane {
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5000;
    private static final long LONGEST_WAIT_MS = 10_000;
    private static final long SHORT_WAIT_MS = 20;

    final int partition;
    final String cache;
    private final ConcurrentHashMap<CacheKey, Trouble> troubles = new ConcurrentHashMap<>();
    private boolean busy;
    private long pauseMs = FIRST_PAUSE_MS;
    private long notBefore = Long.MIN_VALUE;

    /** A write that did not land. */
    private record Trouble(long of, int tries, long notBefore) {}

    Lane(int partition, String cache) {
        this.partition = partition;
        this.cache = cache;
    }

    /** Whether a round may begin now; then it has begun. */
    synchronized boolean begin(long nowNanos) {
        boolean may = !busy && (notBefore == Long.MIN_VALUE || nowNanos - notBefore >= 0);
        busy = busy || may;
        return may;
    }

    /** The round has ended. */
    synchronized void end() {
        busy = false;
    }

    /** Something landed. */
    synchronized void moves() {
        pauseMs = FIRST_PAUSE_MS;
        notBefore = Long.MIN_VALUE;
    }

    /** Nothing can be done for a while. */
    synchronized void pause(long nowNanos) {
        notBefore = nowNanos + pauseMs * 1_000_000;
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }

    boolean rested(Unsettled one, long nowNanos) {
        Trouble trouble = troubles.get(one.write().key());
        return trouble == null || trouble.of() != one.place().offset() || nowNanos - trouble.notBefore() >= 0;
    }

    /** Notes that the write was refused; how often it was by now. */
    int refused(Unsettled one, long nowNanos) {
        int tries = tries(one) + 1;
        long wait = Math.min(FIRST_PAUSE_MS << Math.min(tries - 1, 20), LONGEST_WAIT_MS);
        note(one, tries, nowNanos + wait * 1_000_000);
        return tries;
    }

    /** Notes that it is to be tried again soon; that is no try. */
    void again(Unsettled one, long nowNanos) {
        note(one, tries(one), nowNanos + SHORT_WAIT_MS * 1_000_000);
    }

    private int tries(Unsettled one) {
        Trouble trouble = troubles.get(one.write().key());
        return trouble == null || trouble.of() != one.place().offset() ? 0 : trouble.tries();
    }

    private void note(Unsettled one, int tries, long until) {
        troubles.put(one.write().key(), new Trouble(one.place().offset(), tries, until));
    }

    /** It has landed, or was given up. */
    void over(CacheKey key) {
        troubles.remove(key);
    }
}
