package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOnlyOrigin;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.coherence.local.LocalLease;
import dev.terrace.gateway.coherence.local.LocalLeases;
import dev.terrace.gateway.coherence.local.LocalLog;
import dev.terrace.gateway.coherence.local.LocalNode;
import dev.terrace.gateway.coherence.redis.WallTime;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Two gateways' engines on one log in this process, each with a memory tier and telemetry of its own, over an origin that counts. */
public final class TwoGateways implements AutoCloseable {
    /** The cache. */
    public static final String CACHE = "c";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MEMORY = 1 << 20;

    public final Vertx vertx = Vertx.vertx();
    public final WallTime time = new WallTime(vertx);
    public final AtomicInteger calls = new AtomicInteger();
    public final AtomicReference<String> origin = new AtomicReference<>("v1");
    public final List<EngineCaches> engines = new ArrayList<>();
    public final List<LocalNode> logs = new ArrayList<>();
    public final List<Telemetry> telemetry = new ArrayList<>();
    private volatile int valueBytes;

    public TwoGateways() {
        LocalLog log = new LocalLog(10_000, 10_000);
        LocalLeases leases = new LocalLeases(log);
        for (int i = 0; i < 2; i++) {
            LocalNode node = new LocalNode(log, time, Runnable::run);
            Telemetry meters = new Telemetry(InstantSource.system());
            EngineCaches caches = new EngineCaches(new EngineParts(
                    time,
                    node,
                    List.of(new MemoryTiers(time, Runnable::run)),
                    Set.of(),
                    (spec, o) -> new Counting(),
                    meters,
                    EngineParts.Bounds.DEFAULT,
                    new EngineParts.Herd(new LocalLease(leases, time, Runnable::run), i)));
            caches.start();
            caches.open(spec(1)).await().atMost(PATIENCE);
            engines.add(caches);
            logs.add(node);
            telemetry.add(meters);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> engines.stream()
                .allMatch(e -> e.log().position().epoch() > 0));
    }

    /** The cache's configuration of that version. */
    public static CacheSpec spec(long version) {
        HttpOriginSpec http = new HttpOriginSpec("http://origin/{key}", 200, 2000, false, false, false);
        return new CacheSpec(
                CACHE,
                List.of(TierName.MEMORY),
                CacheSpec.Strategy.CACHE_ASIDE,
                600_000,
                MEMORY,
                MEMORY,
                1 << 17,
                false,
                false,
                0,
                0,
                0,
                0,
                http,
                version);
    }

    /** From now on the origin's values have about that many bytes. */
    public void valuesOf(int bytes) {
        valueBytes = bytes;
    }

    public CacheHandle node(int n) {
        return engines.get(n).find(CACHE).orElseThrow();
    }

    /** Reads as a caller does. */
    public Entry read(int n, String key) {
        ReadResult result = node(n).read(key, ReadOptions.PLAIN).await().atMost(PATIENCE);
        return ((ReadResult.Hit) result).entry();
    }

    /** Acknowledged there, and known to both nodes. */
    public void invalidate(int n, Selector selector) {
        Position at =
                node(n).invalidate(selector, "test").await().atMost(PATIENCE).position();
        Awaitility.await().atMost(PATIENCE).until(() -> engines.stream()
                .noneMatch(e -> e.log().position().before(at)));
    }

    @Override
    public void close() {
        engines.forEach(EngineCaches::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Answers what it holds. */
    private final class Counting extends ReadOnlyOrigin {
        @Override
        public Uni<Fetched> fetch(CacheKey key) {
            return Uni.createFrom().item(() -> {
                calls.incrementAndGet();
                String value = origin.get() + "x".repeat(valueBytes);
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                return new Fetched.Value(new NewValue(bytes, "text/plain", null, List.of("t")), true);
            });
        }
    }
}
