package dev.terrace.events;

/**
 * Where a service puts its events. Not promised: delivery before return, or at all while the broker is away for long; the newest are kept
 * within a bound and what is lost is counted. Promised: never blocks, never throws, keeps the order of one key.
 */
@FunctionalInterface
public interface EventSink {
    /** Hands the event over. */
    void emit(TerraceEvent event);
}
