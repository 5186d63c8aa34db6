package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.Time;
import org.jspecify.annotations.Nullable;

/**
 * The machine's time, except that time limits of calls do not pass by themselves: that of a held call passes when its schedule says so,
 * those of others after forty times as long, so that a busy machine is not taken for a tier that hangs. The engine's ages pass ten times
 * slower as well, so that it is not taken for a log that is away.
 *
 * <p>A limit is told from other timers by when it is set: by the same thread, right after the call was made.
 */
final class ScheduleTime implements Time {
    private static final ThreadLocal<Limited> NEXT = new ThreadLocal<>();
    private static final int STRETCH = 40;
    private static final int SLOWER = 10;

    private final Time real;

    private record Limited(@Nullable Gate gate) {}

    ScheduleTime(Time real) {
        this.real = real;
    }

    /** The next timer of this thread is the time limit of a call, which is held when there is a gate. */
    static void next(@Nullable Gate gate) {
        NEXT.set(new Limited(gate));
    }

    @Override
    public long nanos() {
        return real.nanos() / SLOWER;
    }

    @Override
    public long millis() {
        return real.millis();
    }

    @Override
    public Runnable after(long delayMs, Runnable task) {
        Limited limited = NEXT.get();
        NEXT.remove();
        if (limited == null) {
            return real.after(delayMs, task);
        }
        if (limited.gate == null) {
            return real.after(delayMs * STRETCH, task);
        }
        limited.gate.limitedBy(task);
        return () -> {};
    }

    @Override
    public void background(Runnable task) {
        real.background(task);
    }
}
