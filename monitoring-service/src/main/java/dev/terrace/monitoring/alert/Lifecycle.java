package dev.terrace.monitoring.alert;

import dev.terrace.monitoring.alert.AlertState.Acknowledged;
import dev.terrace.monitoring.alert.AlertState.Active;
import dev.terrace.monitoring.alert.AlertState.BySelf;
import dev.terrace.monitoring.alert.AlertState.Expired;
import dev.terrace.monitoring.alert.AlertState.Firing;
import dev.terrace.monitoring.alert.AlertState.NoData;
import dev.terrace.monitoring.alert.AlertState.Open;
import dev.terrace.monitoring.alert.AlertState.Pending;
import dev.terrace.monitoring.alert.AlertState.Recovering;
import dev.terrace.monitoring.alert.Reading.Absent;
import dev.terrace.monitoring.alert.Reading.Measured;
import dev.terrace.monitoring.alert.Reading.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a reading makes of an alert of one rule. Pure: the moment is given. */
public final class Lifecycle {
    private static final String ITSELF = "monitoring";

    private final AlertRule rule;

    public Lifecycle(AlertRule rule) {
        this.rule = rule;
    }

    /** The begin of an episode, empty when the reading is no reason for one. */
    public Optional<Alert> open(String cacheName, Reading reading, Instant at) {
        if (!(reading instanceof Measured measured)) {
            return Optional.empty();
        }
        return rule.breachedBy(measured)
                .map(severity -> Alert.open(
                        Subject.of(rule, cacheName), Gravity.first(rule, severity, measured.value(), at), null, at));
    }

    /** The alert after that reading. */
    public Alert next(Alert alert, Open state, Reading reading, Instant at) {
        return switch (state) {
            case Pending pending -> pending(alert, pending, reading, at);
            case Active active -> active(alert, active, reading, at);
            case Recovering recovering -> recovering(alert, recovering, reading, at);
            case NoData noData -> noData(alert, noData, reading, at);
        };
    }

    /** The end of an alert whose cache is gone. */
    public static Alert gone(Alert alert, Open state, Instant at) {
        return alert.in(state.expire(at, expired(alert, "the cache was deleted", at)));
    }

    private Alert pending(Alert alert, Pending state, Reading reading, Instant at) {
        return switch (reading) {
            case Measured measured -> {
                Alert seen = seen(alert, measured, at);
                yield bad(measured)
                        ? (lasted(state.since(), at, rule.timing().pending()) ? seen.in(state.fire(at)) : seen)
                        : seen.in(state.pass(at, bySelf(seen, at)));
            }
            case Quiet quiet -> alert.in(state.expire(at, expired(alert, "too few requests to confirm it", at)));
            case Absent absent -> alert.in(state.expire(at, expired(alert, "no data to confirm it", at)));
        };
    }

    private Alert active(Alert alert, Active state, Reading reading, Instant at) {
        return switch (reading) {
            case Measured measured -> {
                Alert seen = seen(alert, measured, at);
                yield bad(measured) ? worse(alert, seen, state, at) : seen.in(state.recover(at));
            }
            case Quiet quiet ->
                lasted(alert.gravity().measuredAt(), at, rule.timing().window()) ? alert.in(state.lose(at)) : alert;
            case Absent absent -> alert.in(state.lose(at));
        };
    }

    private static Alert worse(Alert before, Alert seen, Active state, Instant at) {
        boolean rose = seen.gravity().severity().compareTo(before.gravity().severity()) > 0;
        return switch (state) {
            case Acknowledged acknowledged when rose -> seen.in(acknowledged.escalate(at));
            case Acknowledged acknowledged -> seen;
            case Firing firing -> seen;
        };
    }

    /** Few requests are no reason to doubt values that were good; silence is. */
    private Alert recovering(Alert alert, Recovering state, Reading reading, Instant at) {
        boolean done = lasted(state.since(), at, rule.timing().recovering());
        return switch (reading) {
            case Measured measured
            when bad(measured) -> seen(alert, measured, at).in(state.relapse());
            case Measured measured -> settled(seen(alert, measured, at), state, done, at);
            case Quiet quiet -> settled(alert, state, done, at);
            case Absent absent -> alert.in(state.lose(at));
        };
    }

    private static Alert settled(Alert alert, Recovering state, boolean done, Instant at) {
        return done ? alert.in(state.settle(at, bySelf(alert, at))) : alert;
    }

    private Alert noData(Alert alert, NoData state, Reading reading, Instant at) {
        return switch (reading) {
            case Measured measured
            when bad(measured) -> seen(alert, measured, at).in(state.relapse());
            case Measured measured -> seen(alert, measured, at).in(state.recover(at));
            case Quiet quiet -> forgotten(alert, state, at);
            case Absent absent -> forgotten(alert, state, at);
        };
    }

    private Alert forgotten(Alert alert, NoData state, Instant at) {
        return lasted(state.since(), at, rule.timing().forgotten())
                ? alert.in(state.expire(at, expired(alert, "no data for too long", at)))
                : alert;
    }

    private Alert seen(Alert alert, Measured measured, Instant at) {
        return alert.with(rule.breachedBy(measured)
                .map(severity -> alert.gravity().measured(rule, severity, measured.value(), at))
                .orElseGet(() -> alert.gravity().measured(measured.value(), at)));
    }

    private boolean bad(Measured measured) {
        return rule.breachedBy(measured).isPresent();
    }

    private static boolean lasted(Instant since, Instant at, Duration length) {
        return Duration.between(since, at).compareTo(length) >= 0;
    }

    private static BySelf bySelf(Alert alert, Instant at) {
        return new BySelf(alert.resolution(Resolution.How.AUTO, ITSELF, null, at));
    }

    private static Expired expired(Alert alert, String reason, Instant at) {
        return new Expired(alert.resolution(Resolution.How.EXPIRED, ITSELF, reason, at));
    }
}
