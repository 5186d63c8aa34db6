package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much this node learns of small values, for the dictionaries that compress them. */
@ConfigMapping(prefix = "terrace.dictionary")
public interface ValuesConfig {
    /** Mebibytes of values that all caches together keep to learn from. */
    @WithDefault("64")
    int samplesMb();

    /** Small values stored in a cache before a dictionary is trained for it. */
    @WithDefault("2000")
    long values();

    /** Between two trainings of one cache. */
    @WithDefault("PT1H")
    Duration pause();
}
