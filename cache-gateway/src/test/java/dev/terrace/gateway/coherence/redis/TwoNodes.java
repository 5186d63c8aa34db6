package dev.terrace.gateway.coherence.redis;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.ReadOnlyOrigin;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.cache.sim.Silent;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Two gateways' engines in one process, with a memory tier each, over an origin that counts. */
final class TwoNodes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final AtomicReference<String> origin = new AtomicReference<>("v1");
    final AtomicInteger calls = new AtomicInteger();
    final List<EngineCaches> nodes = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();

    final MemoryEpochs epochs;

    TwoNodes(String url, LogSettings settings) {
        this(url, settings, new MemoryEpochs());
    }

    /** Beside others on the same log. */
    TwoNodes(String url, LogSettings settings, MemoryEpochs epochs) {
        this(List.of(url, url), settings, epochs);
    }

    /** {@code urls}: by which each node reaches the log. */
    TwoNodes(List<String> urls, LogSettings settings) {
        this(urls, settings, new MemoryEpochs());
    }

    private TwoNodes(List<String> urls, LogSettings settings, MemoryEpochs epochs) {
        this.epochs = epochs;
        WallTime time = new WallTime(vertx);
        for (String url : urls) {
            LogSettings mine = new LogSettings(
                    url,
                    settings.prefix(),
                    "node" + nodes.size(),
                    settings.keyMarks(),
                    settings.entries(),
                    settings.tagMarks(),
                    settings.bans());
            RedisLog log = new RedisLog(vertx, mine, epochs, time);
            EngineCaches caches = new EngineCaches(new EngineParts(
                    time,
                    log,
                    List.of(new MemoryTiers(time, Runnable::run)),
                    Set.of(),
                    (spec, o) -> new Counting(),
                    cache -> new Silent(),
                    EngineParts.Bounds.DEFAULT,
                    new EngineParts.Herd(log.leases(), 1)));
            caches.start();
            caches.open(spec()).await().atMost(PATIENCE);
            nodes.add(caches);
        }
    }

    private static CacheSpec spec() {
        HttpOriginSpec http = new HttpOriginSpec("http://origin/{key}", 200, 2000, false, false, false);
        List<TierName> tiers = List.of(TierName.MEMORY);
        CacheSpec.Strategy aside = CacheSpec.Strategy.CACHE_ASIDE;
        return new CacheSpec("c", tiers, aside, 600_000, 1 << 20, 1 << 20, 1 << 16, false, false, 0, 0, 0, 0, http, 1);
    }

    CacheHandle node(int n) {
        return nodes.get(n).find("c").orElseThrow();
    }

    String read(int n, String key) {
        return text(node(n).read(key, ReadOptions.PLAIN).await().atMost(PATIENCE));
    }

    private static String text(ReadResult result) {
        return result instanceof ReadResult.Hit hit
                ? new String(hit.entry().value(), StandardCharsets.UTF_8)
                : result.toString();
    }

    List<String> readAll(int n, List<String> keys, @Nullable Position token) {
        return node(n).readAll(keys, token).await().atMost(PATIENCE).stream()
                .map(TwoNodes::text)
                .toList();
    }

    InvalidationResult invalidate(int n, Selector selector) {
        return node(n).invalidate(selector, "test").await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        nodes.forEach(EngineCaches::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Answers what it holds. */
    private final class Counting extends ReadOnlyOrigin {
        @Override
        public Uni<Fetched> fetch(CacheKey key) {
            return Uni.createFrom().item(() -> {
                calls.incrementAndGet();
                byte[] bytes = origin.get().getBytes(StandardCharsets.UTF_8);
                return new Fetched.Value(new NewValue(bytes, null, null, List.of("t")), true);
            });
        }
    }
}
