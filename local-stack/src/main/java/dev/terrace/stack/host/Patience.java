package dev.terrace.stack.host;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of the outside world that tells nobody when it comes true. */
public final class Patience {
    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private Patience() {}

    /** Looks every 50 ms until the condition holds; false when the time is up or the thread is interrupted. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
