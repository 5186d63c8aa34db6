package dev.terrace.gateway.tier.memory;

import dev.terrace.gateway.cache.Time;
import java.util.concurrent.Executor;

/**
 * Where Caffeine's upkeep runs: on the thread whose access made it due. A read buffer holds sixteen reads, and to wake another thread for
 * them costs several times what they cost themselves, a twentieth of all processor time of hits. But entries that end are upkeep too, and
 * any number may end at once: that goes to another thread, for these threads are event loops.
 *
 * <p>Caffeine's timer wheel looks for ended entries when its clock has passed a multiple of 2^30 ns, and then only (TimerWheel, its finest
 * span): so the first upkeep of each such span goes away, and one close before its end, which may be overtaken by it.
 *
 * <p>Caffeine calls it with its eviction lock held, so never twice at once for one cache.
 */
final class Upkeep implements Executor {
    private static final int SPAN_SHIFT = 30;
    private static final long SPAN_NANOS = 1L << SPAN_SHIFT;
    private static final long CLOSE_NANOS = 2_000_000;

    private final Time time;
    private final Executor elsewhere;
    private long span = Long.MIN_VALUE;

    Upkeep(Time time, Executor elsewhere) {
        this.time = time;
        this.elsewhere = elsewhere;
    }

    @Override
    public void execute(Runnable upkeep) {
        long now = time.nanos();
        long current = now >> SPAN_SHIFT;
        boolean ends = current != span || SPAN_NANOS - (now & (SPAN_NANOS - 1)) < CLOSE_NANOS;
        span = current;
        if (ends) {
            elsewhere.execute(upkeep);
        } else {
            upkeep.run();
        }
    }
}
