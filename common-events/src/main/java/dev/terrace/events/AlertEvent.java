package dev.terrace.events;

/** What {@code terrace.monitoring.alert.v1} carries. */
public sealed interface AlertEvent extends TerraceEvent permits Alerted {
    @Override
    default Topic topic() {
        return Topic.ALERT;
    }
}
