package dev.terrace.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.monitoring.boot.MonitoringConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigDefaultsTest {
    @Test
    void defaultsAreWhatTheyWere() {
        MonitoringConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(MonitoringConfig.class)
                .build()
                .getConfigMapping(MonitoringConfig.class);
        assertEquals(900, config.memorySeconds());
        assertEquals(500, config.maxCaches());
        assertEquals(10, config.aheadSeconds());
        assertEquals(300, config.catchUpSeconds());
        assertEquals(Duration.ofMinutes(10), config.coolDown());
        assertEquals(100, config.maxFollowers());
    }
}
