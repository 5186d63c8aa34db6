package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.Time;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;

/** The machine's clocks. Timers run on an event loop; their tasks are short. */
final class EngineTime implements Time {
    private final Vertx vertx;
    private final InstantSource clock;

    EngineTime(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
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
        ForkJoinPool.commonPool().execute(task);
    }
}
