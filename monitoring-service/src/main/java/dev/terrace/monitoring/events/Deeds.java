package dev.terrace.monitoring.events;

import dev.terrace.events.Audited;
import dev.terrace.events.EventSink;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers did here, as audit events. */
public final class Deeds {
    private static final String SERVICE = "monitoring-service";

    private final EventSink sink;
    private final InstantSource clock;

    public Deeds(EventSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** {@code actor} did {@code action} to {@code resource}. */
    public void done(String actor, String action, String resource, Map<String, Object> after, @Nullable String reason) {
        sink.emit(new Audited(
                UUID.randomUUID().toString(),
                SERVICE,
                actor,
                action,
                resource,
                Map.of(),
                after,
                reason,
                clock.instant()));
    }
}
