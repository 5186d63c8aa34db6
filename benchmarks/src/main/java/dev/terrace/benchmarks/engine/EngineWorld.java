package dev.terrace.benchmarks.engine;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.coherence.local.LocalLease;
import dev.terrace.gateway.coherence.local.LocalLeases;
import dev.terrace.gateway.coherence.local.LocalLog;
import dev.terrace.gateway.coherence.local.LocalNode;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One gateway's engine with a cache of memory alone, its log in this process; the metrics are on, sampling of accesses is not. */
final class EngineWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CACHE = "bench";
    /** More than there are keys, each of which is written once: else the oldest marks would be folded into a floor above them. */
    private static final int MARKS = 10 * Keys.COUNT;

    private static final long MEMORY = 256L << 20;
    private static final long DAY_MS = 86_400_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "engine-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final EngineCaches engine;

    EngineWorld() {
        Time time = new Clocks();
        LocalLog log = new LocalLog(MARKS, MARKS);
        engine = new EngineCaches(new EngineParts(
                time,
                new LocalNode(log, time, timer),
                List.of(new MemoryTiers(time, ForkJoinPool.commonPool())),
                Set.of(),
                (spec, origin) -> {
                    throw new IllegalStateException("This cache has no origin.");
                },
                new Telemetry(InstantSource.system()),
                EngineParts.Bounds.DEFAULT,
                new EngineParts.Herd(new LocalLease(new LocalLeases(log), time, timer), 1)));
        engine.start();
        engine.open(spec())
                .subscribe()
                .asCompletionStage()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (engine.log().position().epoch() == 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The engine does not follow its log.");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static CacheSpec spec() {
        return new CacheSpec(
                CACHE,
                List.of(TierName.MEMORY),
                CacheSpec.Strategy.CACHE_ASIDE,
                DAY_MS,
                MEMORY,
                MEMORY,
                1 << 20,
                false,
                false,
                0,
                0,
                0,
                0,
                null,
                1);
    }

    CacheHandle cache() {
        return engine.find(CACHE).orElseThrow();
    }

    void put(String key, byte[] value) {
        WriteResult result = cache().write(key, new NewValue(value, null, null, List.of()), Condition.NONE)
                .subscribe()
                .asCompletionStage()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (!(result instanceof WriteResult.Done)) {
            throw new IllegalStateException("Not stored: " + result);
        }
    }

    @Override
    public void close() {
        engine.stop();
        timer.shutdownNow();
    }

    private final class Clocks implements Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return InstantSource.system().millis();
        }

        @Override
        public Runnable after(long delayMs, Runnable task) {
            ScheduledFuture<?> later = timer.schedule(task, Math.max(1, delayMs), TimeUnit.MILLISECONDS);
            return () -> later.cancel(false);
        }

        @Override
        public void background(Runnable task) {
            ForkJoinPool.commonPool().execute(task);
        }
    }
}
