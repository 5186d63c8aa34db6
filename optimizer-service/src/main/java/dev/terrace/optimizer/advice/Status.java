package dev.terrace.optimizer.advice;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The life of a recommendation.
 *
 * <pre>
 * proposed -> applying, dismissed, expired
 * applying -> applied (carried out), proposed (could not be)
 * applied  -> rolled_back
 * </pre>
 *
 * {@code verifying} is kept for changes in steps.
 */
public enum Status {
    PROPOSED,
    APPLYING,
    VERIFYING,
    APPLIED,
    ROLLED_BACK,
    DISMISSED,
    EXPIRED;

    /** Where it may go from here. */
    public Set<Status> next() {
        return switch (this) {
            case PROPOSED -> EnumSet.of(APPLYING, DISMISSED, EXPIRED);
            case APPLYING -> EnumSet.of(VERIFYING, APPLIED, PROPOSED);
            case VERIFYING -> EnumSet.of(APPLIED, ROLLED_BACK);
            case APPLIED -> EnumSet.of(ROLLED_BACK);
            case ROLLED_BACK, DISMISSED, EXPIRED -> EnumSet.noneOf(Status.class);
        };
    }

    /** As on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that wire name. */
    public static Optional<Status> named(String name) {
        for (Status status : values()) {
            if (status.wireName().equals(name)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
