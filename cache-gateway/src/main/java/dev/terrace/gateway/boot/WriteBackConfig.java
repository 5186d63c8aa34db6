package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The journal behind write-back. */
@ConfigMapping(prefix = "terrace.writeback")
public interface WriteBackConfig {
    /** The brokers, {@code host:port,...}. */
    @WithDefault("${terrace.kafka.bootstrap:127.0.0.1:9092}")
    String bootstrap();

    /** The journal's topic. */
    @WithDefault("${terrace.topic.prefix:}terrace.cache.writeback.v1")
    String topic();

    /** The group that shares its partitions out. */
    @WithDefault("${terrace.topic.prefix:}terrace-gateway-writeback")
    String group();

    /** Partitions of the topic: fixed when it is made; another number there is refused. 0 takes what is there. */
    @WithDefault("4")
    int partitions();

    /** After how many milliseconds a silent gateway loses its partitions. */
    @WithDefault("6000")
    int sessionMs();

    /** Mebibytes that may wait in a gateway, dead letters included, a quarter of its heap at most; more is refused with 503. */
    @WithDefault("256")
    int maxMb();

    /** Milliseconds that a key stays dirty at least, so that writes of it become one. */
    @WithDefault("500")
    long lingerMs();

    /** How often a write that its target refuses is tried before it becomes a dead letter. */
    @WithDefault("8")
    int tries();
}
