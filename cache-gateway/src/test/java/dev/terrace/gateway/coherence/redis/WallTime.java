package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.Time;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** The machine's time. */
public final class WallTime implements Time {
    private final Vertx vertx;
    private final InstantSource clock = InstantSource.system();

    /** Timers of that Vert.x. */
    public WallTime(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long millis() {
        return clock.millis();
    }

    @Override
    public Runnable after(long delayMs, Runnable task) {
        long timer = vertx.setTimer(Math.max(1, delayMs), fired -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public void background(Runnable task) {
        task.run();
    }
}
