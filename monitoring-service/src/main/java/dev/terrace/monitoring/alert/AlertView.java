package dev.terrace.monitoring.alert;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as it is on the wire, in the API, the live view and events alike. */
public record AlertView(
        String id,
        String fingerprint,
        String rule,
        String metric,
        String cacheName,
        @Nullable String tier,
        String severity,
        String status,
        double value,
        double threshold,
        String unit,
        @Nullable Cause cause,
        @Nullable Map<String, Object> cost,
        Instant startedAt,
        Instant since,
        @Nullable String acknowledgedBy,
        @Nullable Instant resolvedAt,
        @Nullable Proof resolution) {

    /** A resolution on the wire. */
    public record Proof(
            String how,
            @Nullable Double value,
            long durationSeconds,
            String by,
            @Nullable String reason) {}

    /** The alert as it stands. What trouble costs is not known yet: null. */
    public static AlertView of(Alert alert) {
        Subject subject = alert.subject();
        AlertState state = alert.state();
        return new AlertView(
                alert.id(),
                subject.fingerprint(),
                subject.rule(),
                subject.metric(),
                subject.cacheName(),
                subject.tier(),
                alert.gravity().severity().wireName(),
                state.status(),
                alert.gravity().value(),
                alert.gravity().threshold(),
                subject.unit(),
                alert.cause(),
                null,
                alert.startedAt(),
                state.since(),
                state instanceof AlertState.Acknowledged acknowledged ? acknowledged.by() : null,
                alert.resolvedAt(),
                state instanceof AlertState.Resolved resolved ? proof(resolved.resolution()) : null);
    }

    private static Proof proof(Resolution resolution) {
        return new Proof(
                resolution.how().wireName(),
                resolution.value(),
                resolution.durationSeconds(),
                resolution.by(),
                resolution.reason());
    }
}
