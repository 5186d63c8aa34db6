package dev.terrace.kit.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** How a service speaks to Kafka. */
@ConfigMapping(prefix = "terrace")
public interface EventsConfig {
    /** Prefix of every topic, so that several suites can share a broker. */
    @WithName("topic.prefix")
    Optional<String> prefix();

    /** Events kept while the broker is away; the oldest go first. */
    @WithName("events.queued")
    @WithDefault("20000")
    int queued();

    /** Mebibytes of events kept while the broker is away; the oldest go first. */
    @WithName("events.queued-mb")
    @WithDefault("64")
    int queuedMb();

    /** Name of this process in events. */
    @WithName("node.id")
    @WithDefault("${HOSTNAME:local}:${quarkus.http.port}")
    String nodeId();

    /** The prefix or nothing. */
    default String topicPrefix() {
        return prefix().orElse("");
    }
}
