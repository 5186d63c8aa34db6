package dev.terrace.monitoring.alert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The proof that an alert is over.
 *
 * @param how what ended it
 * @param value the last value measured, null when none was
 * @param durationSeconds from its start
 * @param by who or what ended it
 * @param reason as given by who ended it, null otherwise
 */
public record Resolution(
        How how,
        @Nullable Double value,
        long durationSeconds,
        String by,
        @Nullable String reason) {
    /** What ended an alert. */
    public enum How {
        /** The values were good for long enough. */
        AUTO,
        /** A person said so. */
        MANUAL,
        /** There is nothing left to tell about: the cache is gone, or silent for very long. */
        EXPIRED;

        /** Name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
