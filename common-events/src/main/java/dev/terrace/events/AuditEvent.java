package dev.terrace.events;

/** What {@code terrace.audit.v1} carries. */
public sealed interface AuditEvent extends TerraceEvent permits Audited {
    @Override
    default Topic topic() {
        return Topic.AUDIT;
    }
}
