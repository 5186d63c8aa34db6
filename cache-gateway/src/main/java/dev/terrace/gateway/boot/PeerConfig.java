package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How gateways reach each other, and what warming at the start may cost. */
@ConfigMapping(prefix = "terrace")
public interface PeerConfig {
    /** Where the other gateways reach this one, for example {@code http://10.0.0.7:8080}; this machine's address and the listener's port when absent. */
    @WithName("peer.url")
    Optional<String> url();

    /** Whether memory is filled from another gateway at the start. */
    @WithName("warming.on-start")
    @WithDefault("true")
    boolean onStart();

    /** Mebibytes a second that are taken from another gateway at most. */
    @WithName("warming.peer-mb-per-second")
    @WithDefault("64")
    int mbPerSecond();

    /** After that nothing more is taken at the start. */
    @WithName("warming.start-limit")
    @WithDefault("60s")
    Duration startLimit();

    /** Whether hot keys are told to the other gateways, and those of others brought and kept. */
    @WithName("hot-keys.shared")
    @WithDefault("true")
    boolean hotKeysShared();
}
