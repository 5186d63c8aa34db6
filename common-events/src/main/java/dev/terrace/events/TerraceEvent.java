package dev.terrace.events;

/**
 * A fact that Terrace publishes, or a command that it takes. One sealed interface a topic; within a version changes are additive, so
 * readers ignore fields they do not know and give absent ones their documented default.
 */
public sealed interface TerraceEvent
        permits WindowEvent,
                AccessEvent,
                InvalidationEvent,
                ConfigEvent,
                CommandEvent,
                RecommendationEvent,
                PurgeEvent,
                AlertEvent,
                AuditEvent {

    /** The topic this event belongs to. */
    Topic topic();

    /** Record key in Kafka: events with one key keep their order. */
    String key();
}
