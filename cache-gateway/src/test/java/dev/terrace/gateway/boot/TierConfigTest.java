package dev.terrace.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TierConfigTest {
    private static TierConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(TierConfig.class)
                .build()
                .getConfigMapping(TierConfig.class);
    }

    @Test
    void defaultsAreThoseOfTheLocalStack() {
        TierConfig config = config(Map.of());
        assertEquals("redis://127.0.0.1:6379/0", config.redis().url());
        assertEquals(
                List.of(2, 4096),
                List.of(config.redis().connections(), config.redis().maxInFlight()));
        assertEquals(List.of("127.0.0.1:11211"), config.memcached().servers());
        assertEquals(Duration.ofMillis(500), config.memcached().deadline());
        assertEquals(4096, config.memcached().maxInFlight());
        assertEquals("postgresql://127.0.0.1:5432/terrace", config.database().url());
        assertEquals("terrace", config.database().user());
        assertEquals(Optional.empty(), config.database().password());
        assertEquals(
                List.of(4, 512),
                List.of(config.database().connections(), config.database().maxWaiting()));
        assertEquals(Path.of(".terrace/data/cache-gateway"), config.file().dir());
        assertEquals(
                List.of(4, 2048), List.of(config.file().threads(), config.file().maxWaiting()));
    }

    @Test
    void environmentOfTheSuiteIsRead() {
        TierConfig config = config(Map.of(
                "TERRACE_REDIS_URL", "redis://cache:6000/2",
                "TERRACE_MEMCACHED_SERVERS", "a:1,b:2",
                "TERRACE_POSTGRES_URL", "postgresql://db:9/x",
                "TERRACE_POSTGRES_USER", "u",
                "TERRACE_POSTGRES_PASSWORD", "p",
                "TERRACE_DATA_DIR", "/data"));
        assertEquals("redis://cache:6000/2", config.redis().url());
        assertEquals(List.of("a:1", "b:2"), config.memcached().servers());
        assertEquals("postgresql://db:9/x", config.database().url());
        assertEquals("u", config.database().user());
        assertEquals(Optional.of("p"), config.database().password());
        assertEquals(Path.of("/data"), config.file().dir());
    }

    @Test
    void customaryNamesAreFallBacks() {
        TierConfig config =
                config(Map.of("REDIS_HOST", "h", "REDIS_PORT", "7", "REDIS_DB", "3", "MEMCACHED_SERVERS", "m:1"));
        assertEquals("redis://h:7/3", config.redis().url());
        assertEquals(List.of("m:1"), config.memcached().servers());
        assertEquals(
                "redis://r:1",
                config(Map.of("REDIS_URL", "redis://r:1")).redis().url());
    }
}
