package dev.terrace.gateway.herd;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.ReadOnlyOrigin;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.cache.sim.Silent;
import dev.terrace.gateway.coherence.EpochStore;
import dev.terrace.gateway.coherence.redis.LogSettings;
import dev.terrace.gateway.coherence.redis.RedisLog;
import dev.terrace.gateway.coherence.redis.WallTime;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import dev.terrace.gateway.tier.redis.RedisServer;
import dev.terrace.gateway.tier.redis.RedisTiers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Engines in one process, each with a Vert.x, clients and a memory tier of its own, over an origin that takes its time and counts. */
final class Gateways implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<EngineCaches> engines = new ArrayList<>();
    final List<Vertx> machines = new ArrayList<>();

    /** Which node loaded which key. */
    final ConcurrentLinkedQueue<Load> loads = new ConcurrentLinkedQueue<>();

    volatile long loadMs = 200;
    private final AtomicLong epoch = new AtomicLong();

    record Load(int node, String key) {}

    Gateways(int count, String logUrl, String valuesUrl) {
        String prefix = "herd" + UUID.randomUUID() + ":";
        for (int node = 0; node < count; node++) {
            engines.add(engine(node, logUrl, valuesUrl, prefix));
        }
        engines.forEach(engine -> engine.open(spec()).await().atMost(PATIENCE));
    }

    private EngineCaches engine(int node, String logUrl, String valuesUrl, String prefix) {
        Vertx vertx = Vertx.vertx();
        machines.add(vertx);
        WallTime time = new WallTime(vertx);
        RedisLog log = new RedisLog(vertx, LogSettings.of(logUrl, prefix, "node" + node), epochs(), time);
        EngineCaches engine = new EngineCaches(new EngineParts(
                time,
                log,
                List.of(
                        new MemoryTiers(time, Runnable::run),
                        new RedisTiers(
                                new RedisServer(vertx, valuesUrl, 4, 4096),
                                InstantSource.system(),
                                (tier, key, why) -> {})),
                Set.of(),
                (spec, origin) -> new Slow(node, time),
                cache -> new Silent(),
                EngineParts.Bounds.DEFAULT,
                new EngineParts.Herd(log.leases(), node)));
        engine.start();
        return engine;
    }

    private EpochStore epochs() {
        return new EpochStore() {
            @Override
            public Uni<Long> current(int log) {
                return Uni.createFrom().item(epoch::get);
            }

            @Override
            public Uni<Boolean> advance(int log, long from, long to) {
                return Uni.createFrom().item(() -> epoch.compareAndSet(from, to));
            }
        };
    }

    private static CacheSpec spec() {
        HttpOriginSpec http = new HttpOriginSpec("http://origin/{key}", 200, 5000, false, false, false);
        List<TierName> tiers = List.of(TierName.MEMORY, TierName.REDIS);
        CacheSpec.Strategy aside = CacheSpec.Strategy.CACHE_ASIDE;
        return new CacheSpec(
                "c", tiers, aside, 600_000, 64 << 20, 64 << 20, 1 << 16, false, false, 0, 0, 0, 0, http, 1);
    }

    CacheHandle node(int n) {
        return engines.get(n).find("c").orElseThrow();
    }

    long loadsOf(String key) {
        return loads.stream().filter(load -> load.key().equals(key)).count();
    }

    /** Stops a node in the middle of what it does: no timer of it fires, nothing it sent is answered, no lease is given back. */
    void kill(int node) {
        machines.get(node).close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        for (int node = 0; node < engines.size(); node++) {
            engines.get(node).stop();
            kill(node);
        }
    }

    /** Answers after a while, if its node still lives. */
    private final class Slow extends ReadOnlyOrigin {
        private final int node;
        private final Time time;

        Slow(int node, Time time) {
            this.node = node;
            this.time = time;
        }

        @Override
        public long hardTimeoutMs() {
            return 5000;
        }

        @Override
        public Uni<Fetched> fetch(CacheKey key) {
            return Uni.createFrom().emitter(caller -> {
                loads.add(new Load(node, key.key()));
                byte[] bytes = key.key().getBytes(StandardCharsets.UTF_8);
                Fetched.Value value = new Fetched.Value(new NewValue(bytes, null, null, List.of()), true);
                time.after(loadMs, () -> caller.complete(value));
            });
        }
    }
}
