package dev.terrace.monitoring.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One episode of trouble. Its id stays from pending to resolved.
 *
 * @param id of the episode
 * @param subject what it is about
 * @param gravity how bad it is
 * @param state where it stands
 * @param cause what probably brought it about, null when nothing speaks for anything
 * @param startedAt when it began
 * @param quietUntil after a resolution by hand: until when the same trouble opens no new episode, null otherwise
 * @param version how often it was stored, 0 when it never was
 */
public record Alert(
        String id,
        Subject subject,
        Gravity gravity,
        AlertState state,
        @Nullable Cause cause,
        Instant startedAt,
        @Nullable Instant quietUntil,
        long version) {

    static Alert open(Subject subject, Gravity gravity, @Nullable Cause cause, Instant at) {
        return new Alert(
                "alert-" + UUID.randomUUID(), subject, gravity, new AlertState.Pending(at), cause, at, null, 0);
    }

    Alert in(AlertState next) {
        return new Alert(id, subject, gravity, next, cause, startedAt, quietUntil, version);
    }

    Alert with(Gravity next) {
        return new Alert(id, subject, next, state, cause, startedAt, quietUntil, version);
    }

    Alert with(@Nullable Cause found) {
        return new Alert(id, subject, gravity, state, found, startedAt, quietUntil, version);
    }

    /** The same, quiet until then, or no longer quiet. */
    public Alert quiet(@Nullable Instant until) {
        return new Alert(id, subject, gravity, state, cause, startedAt, until, version);
    }

    /** As it stands after it was stored. */
    public Alert stored() {
        return new Alert(id, subject, gravity, state, cause, startedAt, quietUntil, version + 1);
    }

    /** When it ended, null while it lasts. */
    public @Nullable Instant resolvedAt() {
        return state instanceof AlertState.Resolved resolved ? resolved.since() : null;
    }

    /** Whether others want to hear of the step from {@code before} to this. */
    boolean isNews(Alert before) {
        return !state.equals(before.state) || gravity.severity() != before.gravity.severity();
    }

    Resolution resolution(Resolution.How how, String by, @Nullable String reason, Instant at) {
        long lasted = Math.max(0, Duration.between(startedAt, at).toSeconds());
        return new Resolution(how, gravity.value(), lasted, by, reason);
    }
}
