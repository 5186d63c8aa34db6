package dev.terrace.monitoring.watch;

import dev.terrace.monitoring.alert.AlertListener;
import dev.terrace.monitoring.alert.AlertRule;
import dev.terrace.monitoring.alert.AlertStore;
import dev.terrace.monitoring.alert.Round;
import dev.terrace.monitoring.history.Recent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/**
 * Evaluates every second of the clock once and in order, also those it missed while it was held up, as far as {@code catchUpSeconds}. The
 * store decides races: a step that another made first is dropped, and seen at the next round.
 */
public final class Evaluator {
    private final List<AlertRule> rules;
    private final Recent recent;
    private final Readings readings;
    private final AlertStore store;
    private final AlertListener listener;
    private final Pace pace;
    private long evaluated = Long.MIN_VALUE;

    /**
     * Which seconds are evaluated.
     *
     * @param clock gives the present one
     * @param catchUpSeconds how many missed ones are made up for
     */
    public record Pace(InstantSource clock, int catchUpSeconds) {}

    public Evaluator(
            List<AlertRule> rules,
            Recent recent,
            Readings readings,
            AlertStore store,
            AlertListener listener,
            Pace pace) {
        this.rules = rules;
        this.recent = recent;
        this.readings = readings;
        this.store = store;
        this.listener = listener;
        this.pace = pace;
    }

    /** Starts with the present second: what was before is another's. */
    public void begin() {
        evaluated = Long.MIN_VALUE;
    }

    /** Evaluates up to now. Not to be called again before it is done. */
    public Uni<Void> run() {
        Instant now = pace.clock().instant();
        long last = now.getEpochSecond();
        long first = evaluated == Long.MIN_VALUE ? last : Math.max(evaluated + 1, last - pace.catchUpSeconds());
        if (first > last) {
            return Uni.createFrom().voidItem();
        }
        return store.watched(now).map(Round::new).flatMap(round -> Multi.createFrom()
                .range(0, (int) (last - first + 1))
                .onItem()
                .transformToUniAndConcatenate(i -> second(round, first + i).invoke(() -> evaluated = first + i))
                .collect()
                .last()
                .replaceWithVoid());
    }

    private Uni<Void> second(Round round, long second) {
        Instant at = Instant.ofEpochSecond(second);
        List<Round.Step> steps = new java.util.ArrayList<>(round.gone(recent::isGone, at));
        TreeSet<String> caches = new TreeSet<>(recent.caches());
        caches.addAll(round.caches());
        caches.removeIf(recent::isGone);
        for (String cache : caches) {
            for (AlertRule rule : rules) {
                round.read(rule, cache, readings.of(rule, cache, second), at, () -> readings.cause(rule, cache, second))
                        .ifPresent(steps::add);
            }
        }
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> store(round, step, at))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> store(Round round, Round.Step step, Instant at) {
        return store.save(step.alert(), at).invoke(saved -> {
            if (saved) {
                round.stored(step.alert().stored(), at);
                if (step.news()) {
                    listener.changed(step.alert().stored(), at);
                }
            }
        });
    }
}
