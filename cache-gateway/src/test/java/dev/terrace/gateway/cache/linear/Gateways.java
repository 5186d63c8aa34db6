package dev.terrace.gateway.cache.linear;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.OriginFactory;
import dev.terrace.gateway.cache.TierFactory;
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
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** Three engines in one process over one real log, each with memory of its own and connections of its own to the record. */
final class Gateways implements AutoCloseable {
    static final int NODES = 3;
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final PrivateServer log = LocalStack.privateLogRedis();
    private final List<EngineCaches> nodes = new ArrayList<>();
    private final String cache;

    /** What is behind memory: tiers, or an origin. */
    record Behind(Function<Vertx, TierFactory> tier, OriginFactory origin) {
        static Behind tier(Function<Vertx, TierFactory> tier) {
            return new Behind(tier, (spec, origin) -> {
                throw new IllegalStateException("no origin");
            });
        }
    }

    Gateways(CacheSpec spec, Behind behind) {
        this.cache = spec.name();
        Time time = new WallTime(vertx);
        Epochs epochs = new Epochs();
        for (int n = 0; n < NODES; n++) {
            LogSettings plain = LogSettings.of(log.url(), "it:", "");
            LogSettings mine = new LogSettings(
                    plain.url(),
                    plain.prefix(),
                    "node" + n,
                    plain.keyMarks(),
                    plain.entries(),
                    plain.tagMarks(),
                    plain.bans());
            RedisLog positions = new RedisLog(vertx, mine, epochs, time);
            EngineCaches caches = new EngineCaches(new EngineParts(
                    time,
                    positions,
                    List.of(new MemoryTiers(time, Runnable::run), behind.tier.apply(vertx)),
                    Set.of(TierName.DATABASE, TierName.REDIS),
                    behind.origin,
                    name -> new Silent(),
                    EngineParts.Bounds.DEFAULT,
                    new EngineParts.Herd(positions.leases(), n)));
            caches.start();
            nodes.add(caches);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> nodes.stream()
                .allMatch(n -> n.log().reachable()));
        nodes.forEach(n -> n.open(spec).await().atMost(PATIENCE));
    }

    CacheHandle node(int n) {
        return nodes.get(n).find(cache).orElseThrow();
    }

    @Override
    public void close() {
        nodes.forEach(EngineCaches::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Epochs implements EpochStore {
        private final AtomicLong epoch = new AtomicLong();

        @Override
        public Uni<Long> current(int log) {
            return Uni.createFrom().item(epoch::get);
        }

        @Override
        public Uni<Boolean> advance(int log, long from, long to) {
            return Uni.createFrom().item(() -> epoch.compareAndSet(from, to));
        }
    }
}
