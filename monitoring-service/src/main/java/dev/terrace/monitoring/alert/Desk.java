package dev.terrace.monitoring.alert;

import dev.terrace.monitoring.alert.AlertState.ByHand;
import dev.terrace.monitoring.alert.AlertState.Firing;
import dev.terrace.monitoring.alert.AlertState.Open;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Where people act on alerts. An evaluation in between is no reason to fail: the deed is tried again on what it left. */
public final class Desk {
    private static final int TRIES = 5;

    private final AlertStore store;
    private final AlertListener listener;
    private final InstantSource clock;
    private final Duration coolDown;

    /** What came of a deed. */
    public sealed interface Outcome {
        /** It was done. */
        record Done(Alert alert) implements Outcome {}

        /** There is no such alert. */
        record Unknown() implements Outcome {}

        /** Its state does not allow it. */
        record NotAllowed(String status) implements Outcome {}

        /** Others were faster too often. */
        record Contended() implements Outcome {}
    }

    public Desk(AlertStore store, AlertListener listener, InstantSource clock, Duration coolDown) {
        this.store = store;
        this.listener = listener;
        this.clock = clock;
        this.coolDown = coolDown;
    }

    /** Somebody takes it up. Only what fires can be. */
    public Uni<Outcome> acknowledge(String id, String by, @Nullable String reason) {
        return act(
                id,
                TRIES,
                (alert, at) -> alert.state() instanceof Firing firing
                        ? Optional.of(alert.in(firing.acknowledge(at, by, reason)))
                        : Optional.empty());
    }

    /** Somebody ends it. While the cool-down lasts, the same trouble opens no new episode unless it gets worse. */
    public Uni<Outcome> resolve(String id, String by, @Nullable String reason) {
        return act(
                id,
                TRIES,
                (alert, at) -> alert.state() instanceof Open open
                        ? Optional.of(alert.in(open.endedBy(
                                        at, new ByHand(alert.resolution(Resolution.How.MANUAL, by, reason, at))))
                                .quiet(at.plus(coolDown)))
                        : Optional.empty());
    }

    private Uni<Outcome> act(String id, int tries, BiFunction<Alert, Instant, Optional<Alert>> deed) {
        if (tries == 0) {
            return Uni.createFrom().item(new Outcome.Contended());
        }
        return store.find(id)
                .flatMap(found ->
                        found.isEmpty() ? Uni.createFrom().item(new Outcome.Unknown()) : act(found.get(), tries, deed));
    }

    private Uni<Outcome> act(Alert alert, int tries, BiFunction<Alert, Instant, Optional<Alert>> deed) {
        Instant at = clock.instant();
        Optional<Alert> next = deed.apply(alert, at);
        if (next.isEmpty()) {
            return Uni.createFrom().item(new Outcome.NotAllowed(alert.state().status()));
        }
        return store.save(next.get(), at).flatMap(saved -> {
            if (!saved) {
                return act(alert.id(), tries - 1, deed);
            }
            Alert stored = next.get().stored();
            listener.changed(stored, at);
            return Uni.createFrom().item(new Outcome.Done(stored));
        });
    }
}
