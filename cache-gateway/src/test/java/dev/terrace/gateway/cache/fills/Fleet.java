package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.coherence.EpochStore;
import dev.terrace.gateway.coherence.redis.LogSettings;
import dev.terrace.gateway.coherence.redis.RedisLog;
import dev.terrace.gateway.coherence.redis.WallTime;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Two gateways' engines over one real log and the real servers, wired as the product is, and the history of the origin. */
final class Fleet implements AutoCloseable {
    static final int NODES = 2;

    final History history = new History();
    private final Vertx vertx = Vertx.vertx();
    private final PrivateServer log = LocalStack.privateLogRedis();
    private final List<Node> nodes;

    /** {@code damage} is what is done to each tier; nothing, where the product is on trial. */
    Fleet(UnaryOperator<CacheTier> damage) {
        Servers.migrate();
        Time time = new ScheduleTime(new WallTime(vertx));
        Epochs epochs = new Epochs();
        LogSettings plain = LogSettings.of(log.url(), "fills:", "");
        this.nodes = IntStream.range(0, NODES)
                .mapToObj(n -> {
                    LogSettings mine = new LogSettings(
                            plain.url(),
                            plain.prefix(),
                            "node" + n,
                            plain.keyMarks(),
                            plain.entries(),
                            plain.tagMarks(),
                            plain.bans());
                    RedisLog link = new RedisLog(vertx, mine, epochs, time);
                    return new Node(vertx, time, link, history, damage, "node" + n);
                })
                .toList();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> nodes.stream()
                .allMatch(n -> n.engine().log().reachable()));
    }

    Node node(int n) {
        return nodes.get(n);
    }

    /** Opens caches on every node; done when each of their tiers takes fills. */
    void open(List<CacheSpec> specs) {
        specs.forEach(spec -> nodes.forEach(n -> n.open(spec)));
        specs.forEach(this::ready);
    }

    private void ready(CacheSpec spec) {
        for (Node node : nodes) {
            for (TierName name : spec.tiers()) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> takesFills(node, spec, name));
            }
        }
    }

    private static boolean takesFills(Node node, CacheSpec spec, TierName name) {
        CacheTier tier = node.tier(spec.name(), name);
        try {
            if (tier instanceof LocalTier local && Trial.await(local.applied()).epoch() == 0) {
                return false; // It begins anew when the engine has looked at it for the first time.
            }
            CacheKey key = CacheKey.of(spec.name(), "opened");
            return tier instanceof NearTier
                    || Trial.put(tier, key, Trial.entry("x", 0).checkedAt(node.position())) == Stored.STORED;
        } catch (IllegalStateException notConnectedYet) {
            return false;
        }
    }

    void close(String cache) {
        nodes.forEach(n -> Trial.await(n.engine().close(cache)));
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
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
