package dev.terrace.monitoring.events;

import dev.terrace.events.Alerted;
import dev.terrace.events.EventSink;
import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.AlertListener;
import dev.terrace.monitoring.alert.AlertState;
import dev.terrace.monitoring.alert.Resolution;
import dev.terrace.monitoring.alert.Subject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Alerts as events, one a state or severity reached. */
public final class AlertPublisher implements AlertListener {
    private static final Logger LOG = Logger.getLogger(AlertPublisher.class);

    private final EventSink sink;

    public AlertPublisher(EventSink sink) {
        this.sink = sink;
    }

    @Override
    public void changed(Alert alert, Instant at) {
        Subject subject = alert.subject();
        LOG.infof(
                "alert changed id=%s cache=%s rule=%s status=%s severity=%s",
                alert.id(),
                subject.cacheName(),
                subject.rule(),
                alert.state().status(),
                alert.gravity().severity().wireName());
        sink.emit(new Alerted(
                alert.id(),
                subject.fingerprint(),
                subject.rule(),
                subject.cacheName(),
                subject.tier(),
                alert.gravity().severity().wireName(),
                alert.state().status(),
                subject.metric(),
                alert.gravity().value(),
                alert.gravity().threshold(),
                subject.unit(),
                alert.startedAt(),
                alert.resolvedAt(),
                alert.state() instanceof AlertState.Resolved resolved ? proof(resolved.resolution()) : Map.of(),
                at));
    }

    private static Map<String, Object> proof(Resolution resolution) {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("how", resolution.how().wireName());
        proof.put("value", resolution.value());
        proof.put("duration_seconds", resolution.durationSeconds());
        proof.put("by", resolution.by());
        proof.put("reason", resolution.reason());
        return proof;
    }
}
