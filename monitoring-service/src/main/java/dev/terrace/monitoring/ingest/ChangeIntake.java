package dev.terrace.monitoring.ingest;

import dev.terrace.events.Configured;
import dev.terrace.events.Invalidated;
import dev.terrace.events.TerraceEvent;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import dev.terrace.monitoring.alert.Change;
import dev.terrace.monitoring.alert.RecentChanges;
import dev.terrace.monitoring.history.Recent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** What was done to caches: configurations from the beginning (a compacted topic), invalidations of late. Every instance reads all of it. */
@Singleton
public class ChangeIntake {
    private static final Logger LOG = Logger.getLogger(ChangeIntake.class);
    private static final int FEW_KEYS = 10;

    private final Recent recent;
    private final RecentChanges changes;

    @Inject
    public ChangeIntake(Recent recent, RecentChanges changes) {
        this.recent = recent;
        this.changes = changes;
    }

    /** A configuration. */
    @Incoming("cache-configs")
    public void config(byte[] body) {
        if (decoded(Topic.CONFIG, body) instanceof Configured event) {
            if (event.deleted()) {
                recent.forget(event.cacheName());
            } else {
                recent.welcome(event.cacheName());
                changed(event);
            }
        }
    }

    /** The first version changed nothing: a cache that was just made is cold, which is a cause of its own. */
    private void changed(Configured event) {
        if (event.version() > 1) {
            changes.add(new Change(
                    "configuration_change",
                    event.cacheName(),
                    event.at(),
                    "The configuration was changed to version " + event.version() + " by " + event.actor() + ".",
                    Map.of("version", event.version(), "actor", event.actor())));
        }
    }

    /** An invalidation. A few keys are daily business and explain nothing. */
    @Incoming("cache-invalidations")
    public void invalidation(byte[] body) {
        if (decoded(Topic.INVALIDATION, body) instanceof Invalidated event && isWide(event)) {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("invalidation_id", event.id());
            evidence.put("actor", event.actor());
            evidence.put("keys", event.keys().size());
            evidence.put("tags", event.tags().size());
            evidence.put("pattern", event.pattern() != null);
            evidence.put("all", event.all());
            changes.add(new Change(
                    "invalidation",
                    event.cacheName(),
                    event.at(),
                    (event.all() ? "Everything was" : "Many entries were") + " invalidated by " + event.actor() + ".",
                    evidence));
        }
    }

    private static boolean isWide(Invalidated event) {
        return event.all()
                || event.pattern() != null
                || !event.tags().isEmpty()
                || event.keys().size() > FEW_KEYS;
    }

    private static @org.jspecify.annotations.Nullable TerraceEvent decoded(Topic topic, byte[] body) {
        try {
            return EventCodec.decode(topic, body);
        } catch (BadEventException e) {
            LOG.warnf("event refused topic=%s reason=%s", topic.topicName(), e.getMessage());
            return null;
        }
    }
}
