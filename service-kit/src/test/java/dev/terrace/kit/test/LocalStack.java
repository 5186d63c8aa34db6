package dev.terrace.kit.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Real PostgreSQL, Redis twice, Memcached, Kafka and S3 for tests: one set for all modules of a Maven build, started by
 * its first user and ended with Maven; of it, one corner for each test JVM: a database, a topic prefix, a key prefix
 * and Redis databases, a directory, an admin token and a key pair.
 *
 * <p>As a Quarkus test resource ({@code @QuarkusTestResource(LocalStack.class)}) it hands the application the
 * environment contract ({@code TERRACE_*}) through {@link StackEnvironment}, exactly as the launcher does. Plain tests
 * ask {@link #environment()} or {@link #config()}.
 */
public final class LocalStack implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        environment();
        // The application reads it as environment; as properties the same names would be unknown to its mappings.
        return Map.of();
    }

    @Override
    public void stop() {
        // The servers are shared: they end with the build.
    }

    /** This JVM's corner as environment variables; the first call starts what does not run (4 to 20 s). */
    public static Map<String, String> environment() {
        return Corner.own().environment();
    }

    /** The same in property form: {@code TERRACE_POSTGRES_URL} is {@code terrace.postgres.url}. */
    public static Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        environment()
                .forEach((name, value) ->
                        config.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        return config;
    }

    /** A directory of this JVM's own, deleted with the servers. */
    public static Path directory() {
        return Path.of(environment().getOrDefault("TERRACE_DATA_DIR", "."));
    }

    /** A Redis of the caller's own, as the cache's ({@code allkeys-lru}): to be paused, killed, restarted. */
    public static PrivateServer privateRedis() {
        return open(PrivateServer.Kind.REDIS);
    }

    /** A Redis of the caller's own, as the log's ({@code noeviction}, append-only file). */
    public static PrivateServer privateLogRedis() {
        return open(PrivateServer.Kind.LOG_REDIS);
    }

    /** A Memcached of the caller's own. */
    public static PrivateServer privateMemcached() {
        return open(PrivateServer.Kind.MEMCACHED);
    }

    /** The process of a shared server as it was started: {@code postgres}, {@code redis}, {@code log_redis}, {@code memcached}. */
    public static long pid(String server) {
        return Long.parseLong(Corner.properties(Corner.own().home().resolve("servers.properties"))
                .getOrDefault("pid." + server, "-1"));
    }

    /** Has a process that a test has started end with the shared servers at the latest, should this JVM not come to it. */
    public static void endsWithServers(String name, Process process) {
        try {
            Path run = Files.createDirectories(Corner.own().home().resolve("run"));
            ProcessMark mark = ProcessMark.of(process.pid());
            Files.writeString(run.resolve(name + ".pid"), mark.pid() + " " + mark.start() + " KILL\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Kafka of the caller's own, with the suite's topics. */
    public static PrivateServer privateKafka() {
        return open(PrivateServer.Kind.KAFKA);
    }

    private static PrivateServer open(PrivateServer.Kind kind) {
        try {
            return PrivateServer.open(kind, Corner.own().home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
