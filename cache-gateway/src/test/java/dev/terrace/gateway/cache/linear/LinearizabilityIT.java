package dev.terrace.gateway.cache.linear;

import static dev.terrace.gateway.tier.Trial.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.linear.Gateways.Behind;
import dev.terrace.gateway.coherence.redis.WallTime;
import dev.terrace.gateway.origin.database.Shop;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.gateway.tier.database.Database;
import dev.terrace.gateway.tier.database.DatabaseTiers;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import dev.terrace.gateway.tier.redis.RedisServer;
import dev.terrace.gateway.tier.redis.RedisTiers;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Law 7: histories of three engines with two callers each, while the record's connections are cut. */
class LinearizabilityIT {
    private static final int CLIENTS = 6;
    private static final int CALLS = 45;
    /** Histories of each kind; {@code -Dterrace.linear.seeds=200} for a night. */
    private static final int SEEDS = Integer.getInteger("terrace.linear.seeds", 2);

    private static final Map<String, String> PLACE = LocalStack.environment();
    private static Shop shop;
    private static Vertx vertx;

    @BeforeAll
    static void connect() {
        Flyway.configure()
                .dataSource("jdbc:" + place("URL"), place("USER"), place("PASSWORD"))
                .schemas("gateway")
                .createSchemas(true)
                .load()
                .migrate();
        shop = new Shop();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void disconnect() {
        shop.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String place(String what) {
        return PLACE.getOrDefault("TERRACE_POSTGRES_" + what, "");
    }

    private static TierFactory database(Vertx on) {
        Database database =
                new Database(on, place("URL"), new Database.Login(place("USER"), place("PASSWORD")), 4, 200);
        return new DatabaseTiers(database, Trial.CLOCK, (tier, key, why) -> {});
    }

    private static CacheSpec overMemory(TierName record) {
        CacheSpec plain = Trial.cache(record);
        return new CacheSpec(
                plain.name(),
                List.of(TierName.MEMORY, record),
                Strategy.WRITE_THROUGH,
                600_000,
                1 << 20,
                1 << 20,
                1 << 16,
                false,
                false,
                0,
                0,
                0,
                0,
                null,
                1);
    }

    /** Calls by all clients at once; how many keys have a history that no order explains. */
    private static long violations(
            CacheSpec spec, Behind behind, Function<String, @Nullable String> record, Runnable fault, long seed)
            throws Exception {
        Map<String, Queue<Call>> histories = new ConcurrentHashMap<>();
        try (Gateways gateways = new Gateways(spec, behind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client.Shared shared = new Client.Shared(gateways, record, fault, histories);
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < CLIENTS; n++) {
                running.add(threads.submit(new Client(shared, n, CALLS, seed)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        long known = histories.values().stream()
                .flatMap(Queue::stream)
                .filter(call -> call.ended() != Call.UNKNOWN)
                .count();
        assertTrue(known > CLIENTS * CALLS / 2, "only " + known + " calls have a known outcome");
        return histories.values().stream()
                .filter(calls -> !Checker.linearizable(List.copyOf(calls)))
                .count();
    }

    private static Function<String, @Nullable String> reading(TierFactory factory, CacheSpec spec) {
        var tier = factory.open(spec);
        return key -> Trial.text(tier, CacheKey.of(spec.name(), key)).orElse(null);
    }

    @Test
    void recordsInPostgresAreLinearizable() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            CacheSpec spec = overMemory(TierName.DATABASE);
            TierFactory own = database(vertx);
            assertEquals(
                    0,
                    violations(
                            spec,
                            Behind.tier(LinearizabilityIT::database),
                            reading(own, spec),
                            () -> shop.cut("terrace-tier"),
                            seed),
                    "seed " + seed);
        }
    }

    @Test
    void tablesAsOriginsAreLinearizable() throws Exception {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String table = shop.table("id text PRIMARY KEY, doc text, v bigint");
            DatabaseOriginSpec origin = Shop.column(table, "doc", seed % 2 == 0 ? "v" : null);
            CacheSpec spec = Shop.cache(Trial.cache(TierName.MEMORY).name(), Strategy.WRITE_THROUGH, origin);
            Origin own = shop.open(origin);
            Behind behind = new Behind(
                    on -> new MemoryTiers(new WallTime(on), Runnable::run), (s, o) -> shop.origins.open(s, origin));
            assertEquals(
                    0,
                    violations(
                            spec,
                            behind,
                            key -> read(own, CacheKey.of(spec.name(), key)),
                            () -> shop.cut("terrace-origin"),
                            seed),
                    "seed " + seed);
        }
    }

    private static @Nullable String read(Origin origin, CacheKey key) {
        return switch (await(origin.fetch(key))) {
            case Fetched.Value value -> new String(value.value().bytes(), UTF_8);
            case Fetched.Nothing nothing -> null;
            case Fetched.Failed failed -> throw new IllegalStateException(failed.detail());
        };
    }

    @Test
    void recordsInRedisAreAtomicWhileItLives() throws Exception {
        try (PrivateServer redis = LocalStack.privateRedis()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                CacheSpec spec = overMemory(TierName.REDIS);
                Function<Vertx, TierFactory> tier =
                        on -> new RedisTiers(new RedisServer(on, redis.url(), 2, 1000), Trial.CLOCK, (t, k, w) -> {});
                assertEquals(
                        0,
                        violations(
                                spec,
                                Behind.tier(tier),
                                reading(tier.apply(vertx), spec),
                                () -> redis.command("CLIENT KILL TYPE normal SKIPME yes"),
                                seed),
                        "seed " + seed);
            }
        }
    }

    /** The check can fail: the same calls, with the condition looked at first and the write made after. */
    @Test
    void aConditionDecidedBesideTheWriteIsFound() {
        CacheSpec first = overMemory(TierName.DATABASE);
        assertTrue(LongStream.rangeClosed(1, 10).anyMatch(seed -> {
            CacheSpec spec = seed == 1 ? first : overMemory(TierName.DATABASE);
            Behind torn = Behind.tier(on -> new Torn(database(on)));
            try {
                return violations(spec, torn, reading(database(vertx), spec), () -> {}, seed) > 0;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }
}
