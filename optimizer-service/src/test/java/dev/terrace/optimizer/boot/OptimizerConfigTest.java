package dev.terrace.optimizer.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptimizerConfigTest {
    @Test
    void defaultsArePinned() {
        OptimizerConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OptimizerConfig.class)
                .build()
                .getConfigMapping(OptimizerConfig.class);
        assertEquals("http://127.0.0.1:8080", config.gatewayUrl());
        assertEquals(200, config.optimizer().maxCaches());
        assertEquals(3_000, config.optimizer().leastReads());
        assertEquals(Duration.ofDays(30), config.optimizer().keepMinutes());
        assertEquals(Duration.ofDays(7), config.optimizer().span());
        assertEquals("5s", config.optimizer().saveEvery());
        assertEquals("60s", config.optimizer().analyzeEvery());
        assertEquals("15m", config.optimizer().forecastEvery());
        assertEquals(Duration.ofSeconds(5), config.optimizer().gatewayTimeout());
    }
}
