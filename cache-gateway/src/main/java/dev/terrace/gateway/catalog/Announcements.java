package dev.terrace.gateway.catalog;

import dev.terrace.events.Configured;
import dev.terrace.events.EventSink;
import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.access.Audit.Deed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the other services about configurations: the present one in a compacted topic, and who changed what in the audit. */
@Singleton
public class Announcements {
    /** Actor of what nobody asked for. */
    static final String SELF = "terrace";

    private final EventSink events;
    private final Audit audit;
    private final Draft draft;
    private final InstantSource clock;

    @Inject
    public Announcements(EventSink events, Audit audit, Draft draft, InstantSource clock) {
        this.events = events;
        this.audit = audit;
        this.draft = draft;
        this.clock = clock;
    }

    /** A change that was committed. */
    public void changed(Catalog.Change change, String actor) {
        CacheConfiguration before = change.before();
        CacheConfiguration after = change.after();
        if (after != null) {
            emit(after, actor, after.updatedAt());
            audit(before == null ? "configuration.create" : "configuration.update", before, after, actor);
        } else if (before != null) {
            events.emit(new Configured(before.name(), before.version() + 1, true, Map.of(), actor, clock.instant()));
            audit("configuration.delete", before, null, actor);
        }
    }

    /** What a node found at its start: said again, since readers take it as often as it comes and the broker may have missed it. */
    void present(CacheConfiguration configuration) {
        emit(configuration, SELF, configuration.updatedAt());
    }

    private void emit(CacheConfiguration c, String actor, Instant at) {
        events.emit(new Configured(c.name(), c.version(), false, draft.fields(c), actor, at));
    }

    private void audit(
            String action, @Nullable CacheConfiguration before, @Nullable CacheConfiguration after, String actor) {
        CacheConfiguration either = after == null ? before : after;
        if (either != null) {
            audit.record(
                    new Deed(actor, action, "configuration/" + either.name(), fields(before), fields(after), null));
        }
    }

    private Map<String, Object> fields(@Nullable CacheConfiguration configuration) {
        return configuration == null ? Map.of() : draft.fields(configuration);
    }
}
