package dev.terrace.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The topics, their versions and the record types each may carry. The version is part of the name and of the CloudEvents type. */
public enum Topic {
    WINDOW("terrace.cache.window.v1", CacheWindow.class),
    ACCESS("terrace.cache.access.v1", AccessSample.class),
    INVALIDATION("terrace.cache.invalidation.v1", Invalidated.class),
    CONFIG("terrace.cache.config.v1", Configured.class),
    COMMAND("terrace.cache.command.v1", Command.Invalidate.class, Command.Warm.class, Command.Put.class),
    RECOMMENDATION("terrace.optimizer.recommendation.v1", Recommended.class),
    PURGE("terrace.cdn.purge.v1", Purged.class),
    ALERT("terrace.monitoring.alert.v1", Alerted.class),
    AUDIT("terrace.audit.v1", Audited.class);

    private final String topicName;
    private final List<Class<? extends TerraceEvent>> types;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Topic(String topicName, Class<? extends TerraceEvent>... types) {
        this.topicName = topicName;
        this.types = List.of(types);
    }

    /** Name in Kafka, without a deployment's prefix. */
    public String topicName() {
        return topicName;
    }

    /** Record types of this topic, the usual one first. */
    public List<Class<? extends TerraceEvent>> types() {
        return types;
    }

    /** The CloudEvents {@code ce_type} of an event of this topic: the topic's name, and the record's where a topic carries several. */
    public String eventType(TerraceEvent event) {
        return types.size() == 1
                ? topicName
                : topicName + "." + event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** The topic with that name in Kafka (without prefix). */
    public static Optional<Topic> named(String name) {
        return Arrays.stream(values()).filter(t -> t.topicName.equals(name)).findFirst();
    }
}
