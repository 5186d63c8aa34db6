package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.gateway.tier.database.Database;
import dev.terrace.gateway.tier.database.DatabaseTiers;
import dev.terrace.gateway.tier.file.FileTiers;
import dev.terrace.gateway.tier.memcached.MemcachedServers;
import dev.terrace.gateway.tier.memcached.MemcachedTiers;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import dev.terrace.gateway.tier.redis.RedisServer;
import dev.terrace.gateway.tier.redis.RedisTiers;
import dev.terrace.kit.test.LocalStack;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** One node's own connections to the servers that all share, and its own directory. */
final class Servers implements AutoCloseable {
    private static final Map<String, String> PLACE = LocalStack.environment();
    private static final int MOST_WAITING = 10_000;

    private final RedisServer redis;
    private final MemcachedServers memcached;
    private final Database database;
    private final DatabaseTiers rows;
    private final Path directory;
    private final FileTiers files;
    private final List<TierFactory> tiers;

    Servers(Vertx vertx, Time time, String node) {
        String memcachedAt = place("TERRACE_MEMCACHED_SERVERS");
        this.redis = new RedisServer(vertx, place("TERRACE_REDIS_URL"), 2, MOST_WAITING);
        this.memcached = new MemcachedServers(List.of(memcachedAt), Duration.ofSeconds(20), MOST_WAITING);
        this.database = new Database(
                vertx,
                place("TERRACE_POSTGRES_URL"),
                new Database.Login(place("TERRACE_POSTGRES_USER"), place("TERRACE_POSTGRES_PASSWORD")),
                6,
                MOST_WAITING);
        this.rows = new DatabaseTiers(database, Trial.CLOCK, (tier, key, why) -> {});
        this.directory = LocalStack.directory().resolve("fills-" + System.nanoTime() + "-" + node);
        this.files = new FileTiers(
                vertx, directory, new FileTiers.Limits(4, MOST_WAITING), Trial.CLOCK, (tier, key, why) -> {});
        this.tiers = List.of(
                new MemoryTiers(time, Runnable::run),
                new RedisTiers(redis, Trial.CLOCK, (tier, key, why) -> {}),
                new MemcachedTiers(memcached, Trial.CLOCK, (tier, key, why) -> {}),
                rows,
                files);
    }

    private static String place(String name) {
        return PLACE.getOrDefault(name, "");
    }

    /** The gateway's tables. */
    static void migrate() {
        Flyway.configure()
                .dataSource(
                        "jdbc:" + place("TERRACE_POSTGRES_URL"),
                        place("TERRACE_POSTGRES_USER"),
                        place("TERRACE_POSTGRES_PASSWORD"))
                .schemas("gateway")
                .createSchemas(true)
                .load()
                .migrate();
    }

    List<TierFactory> tiers() {
        return tiers;
    }

    @Override
    public void close() {
        rows.close();
        database.close();
        redis.close();
        memcached.close();
        try {
            files.close();
            delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole matrix leaves hundreds of thousands of files. */
    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(tree)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
