package dev.terrace.gateway.access;

import dev.terrace.events.Audited;
import dev.terrace.events.EventSink;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says who did what to what. Nothing secret may be handed in. */
@Singleton
public class Audit {
    private static final String SERVICE = "cache-gateway";

    private final EventSink events;
    private final InstantSource clock;

    @Inject
    public Audit(EventSink events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Something was done. The maps are empty where there was or is nothing. */
    public void record(Deed deed) {
        events.emit(new Audited(
                UUID.randomUUID().toString(),
                SERVICE,
                deed.actor(),
                deed.action(),
                deed.resource(),
                deed.before(),
                deed.after(),
                deed.reason(),
                clock.instant()));
    }

    /**
     * What was done.
     *
     * @param actor subject of the caller
     * @param action for example {@code configuration.update}
     * @param resource for example {@code configuration/product_cache}
     * @param before fields before
     * @param after fields after
     * @param reason as given
     */
    public record Deed(
            String actor,
            String action,
            String resource,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String reason) {}
}
