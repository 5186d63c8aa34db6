package dev.terrace.gateway.boot;

import dev.terrace.gateway.api.data.DataPlaneLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of the data plane. */
@ConfigMapping(prefix = "terrace.data-plane")
public interface DataPlaneConfig {
    /** Mebibytes of request bodies held at once, by all requests together; above that writes are answered 503. */
    @WithDefault("256")
    int bodiesMb();

    /** Mebibytes of a batch's body, and of the values in a batch's answer. */
    @WithDefault("64")
    int batchMb();

    /** Mebibytes above which a body is streamed, not held, where the cache can keep it apart. */
    @WithDefault("8")
    int largeMb();

    /** Large values on their way at once, both ways together; above that they are answered 503. */
    @WithDefault("32")
    int largeStreams();

    /** After so long without getting on, a large value is cut off; at twice that at the latest. */
    @WithDefault("60s")
    Duration largeIdle();

    /** For the room that uses them. */
    default DataPlaneLimits limits() {
        return new DataPlaneLimits(
                (long) bodiesMb() << 20,
                (long) batchMb() << 20,
                (long) largeMb() << 20,
                largeStreams(),
                largeIdle().toMillis());
    }
}
