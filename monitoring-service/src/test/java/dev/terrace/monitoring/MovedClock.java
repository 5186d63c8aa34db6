package dev.terrace.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes when it is told to. */
public final class MovedClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public MovedClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Goes on. */
    public void advance(Duration by) {
        now.updateAndGet(at -> at.plus(by));
    }

    /** Goes on by whole seconds. */
    public void advance(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }
}
