package dev.terrace.monitoring.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What may differ between places. */
@ConfigMapping(prefix = "terrace.monitoring")
public interface MonitoringConfig {
    /** Seconds kept in memory. */
    @WithDefault("900")
    int memorySeconds();

    /** Caches that are watched at most. */
    @WithDefault("500")
    int maxCaches();

    /** How far a gateway's clock may be ahead of ours, in seconds. */
    @WithDefault("10")
    int aheadSeconds();

    /** How many missed seconds the evaluation makes up for. */
    @WithDefault("300")
    int catchUpSeconds();

    /** How long the same trouble stays quiet after a person has resolved its alert. */
    @WithDefault("10m")
    Duration coolDown();

    /** Clients that may follow the live view. */
    @WithDefault("100")
    int maxFollowers();
}
