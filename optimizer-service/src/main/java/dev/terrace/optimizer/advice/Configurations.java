package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The gateway's cache configurations, to be changed. */
public interface Configurations {
    /**
     * Sets number fields of a cache and answers what they were before. Fails with {@link NotChangedException} when the gateway refuses or
     * cannot be reached; then nothing was changed, as far as can be known.
     */
    Uni<Map<String, Double>> change(String cacheName, Map<String, Double> fields);

    /** The change was not made. */
    final class NotChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean refused;

        /** Refused by the gateway, or it was not to be reached. */
        public NotChangedException(String reason, boolean refused) {
            super(reason);
            this.refused = refused;
        }

        /** Whether the gateway said no. */
        public boolean refused() {
            return refused;
        }
    }
}
