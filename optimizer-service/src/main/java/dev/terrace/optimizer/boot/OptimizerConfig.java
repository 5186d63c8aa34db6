package dev.terrace.optimizer.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** What may differ between places. */
@ConfigMapping(prefix = "terrace")
public interface OptimizerConfig {
    /** Where the gateway's admin API is. */
    @WithName("gateway.url")
    @WithDefault("http://127.0.0.1:8080")
    String gatewayUrl();

    /** What is the optimizer's own. */
    Optimizer optimizer();

    /** What is the optimizer's own. */
    interface Optimizer {
        /** Caches whose accesses are kept, at most; each takes less than 1 MB. */
        @WithDefault("200")
        int maxCaches();

        /** Reads below which no size is recommended. */
        @WithDefault("3000")
        long leastReads();

        /** How long minutes are kept. */
        @WithDefault("30d")
        Duration keepMinutes();

        /** Span of the analysis that runs by itself. */
        @WithDefault("7d")
        Duration span();

        /** How often state is written down. */
        @WithDefault("5s")
        String saveEvery();

        /** How often all caches are analysed. */
        @WithDefault("60s")
        String analyzeEvery();

        /** How often all caches are forecast. */
        @WithDefault("15m")
        String forecastEvery();

        /** How long the gateway may take to answer. */
        @WithDefault("5s")
        Duration gatewayTimeout();
    }
}
