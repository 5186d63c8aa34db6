package dev.terrace.monitoring.alert;

import java.time.Instant;

/** Hears of alerts that reached a state or another severity, after they were stored. Must not block or throw. */
@FunctionalInterface
public interface AlertListener {
    /** The alert as it stands now. */
    void changed(Alert alert, Instant at);
}
