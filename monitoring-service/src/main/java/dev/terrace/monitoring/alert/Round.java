package dev.terrace.monitoring.alert;

import dev.terrace.monitoring.alert.AlertState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that are watched, by fingerprint, and what a second's readings change of them. Holds no more than the open alerts and those
 * that keep quiet.
 */
public final class Round {
    /** Values alone are stored no more often than this. */
    private static final Duration VALUES_EVERY = Duration.ofSeconds(5);

    private final Map<String, Alert> watched = new HashMap<>();
    private final Map<String, Instant> storedAt = new HashMap<>();

    /**
     * A step to store.
     *
     * @param alert as it is to be stored
     * @param news whether others want to hear of it
     */
    public record Step(Alert alert, boolean news) {}

    public Round(Collection<Alert> watched) {
        watched.forEach(alert ->
                this.watched.merge(alert.subject().fingerprint(), alert, (a, b) -> a.state() instanceof Open ? a : b));
        this.watched.forEach((fingerprint, alert) ->
                storedAt.put(fingerprint, alert.gravity().measuredAt()));
    }

    /** What that reading changes for the rule and the cache; empty for nothing. */
    public Optional<Step> read(
            AlertRule rule, String cacheName, Reading reading, Instant at, Supplier<Optional<Cause>> causes) {
        Lifecycle lifecycle = new Lifecycle(rule);
        Alert known = watched.get(Subject.of(rule, cacheName).fingerprint());
        if (known != null && known.state() instanceof Open open) {
            return changed(known, lifecycle.next(known, open, reading, at), at, causes);
        }
        Optional<Alert> opened = lifecycle.open(cacheName, reading, at);
        if (known != null && isQuiet(known, opened.orElse(null), at)) {
            return opened.isEmpty() && reading instanceof Reading.Measured
                    ? Optional.of(new Step(known.quiet(null), false))
                    : Optional.empty();
        }
        return opened.map(alert -> new Step(alert.with(causes.get().orElse(null)), true));
    }

    /** Ends those of caches that are gone. */
    public List<Step> gone(java.util.function.Predicate<String> isGone, Instant at) {
        List<Step> steps = new ArrayList<>();
        watched.values().forEach(alert -> {
            if (alert.state() instanceof Open open
                    && isGone.test(alert.subject().cacheName())) {
                steps.add(new Step(Lifecycle.gone(alert, open, at), true));
            }
        });
        return steps;
    }

    /** Caches of the open ones: they are to be read also when nothing is heard of them. */
    public List<String> caches() {
        return watched.values().stream()
                .filter(alert -> alert.state() instanceof Open)
                .map(alert -> alert.subject().cacheName())
                .distinct()
                .toList();
    }

    /** A step was stored. */
    public void stored(Alert alert, Instant at) {
        String fingerprint = alert.subject().fingerprint();
        watched.put(fingerprint, alert);
        storedAt.put(fingerprint, at);
    }

    private Optional<Step> changed(Alert before, Alert after, Instant at, Supplier<Optional<Cause>> causes) {
        boolean news = after.isNews(before);
        if (!news && (after.equals(before) || !isDue(after, at))) {
            watched.put(after.subject().fingerprint(), after);
            return Optional.empty();
        }
        boolean fires = after.state() instanceof AlertState.Firing && before.state() instanceof AlertState.Pending;
        Alert told = fires ? after.with(causes.get().orElse(after.cause())) : after;
        return Optional.of(new Step(told, news));
    }

    private boolean isDue(Alert alert, Instant at) {
        Instant last = storedAt.computeIfAbsent(alert.subject().fingerprint(), f -> at);
        return !at.isBefore(last.plus(VALUES_EVERY));
    }

    private static boolean isQuiet(Alert known, @Nullable Alert opened, Instant at) {
        boolean inTime = known.quietUntil() != null && at.isBefore(known.quietUntil());
        return inTime
                && (opened == null
                        || opened.gravity().severity().compareTo(known.gravity().severity()) <= 0);
    }
}
