package dev.terrace.gateway.cache;

/** Clocks and timers of the engine, so that tests can move them. */
public interface Time {
    /** Monotonic nanoseconds: durations, ages. */
    long nanos();

    /** Unix milliseconds: expiry. */
    long millis();

    /** Runs the task once after the delay, on a thread that is not to be blocked. The answer takes it back if it has not run. */
    Runnable after(long delayMs, Runnable task);

    /** Runs something that takes long, on a thread that may be blocked. */
    void background(Runnable task);
}
