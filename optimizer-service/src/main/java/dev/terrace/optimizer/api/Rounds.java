package dev.terrace.optimizer.api;

import dev.terrace.optimizer.history.Schedules;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs by itself over all caches, each by one instance at a time. */
public final class Rounds {
    private final Schedules schedules;
    private final Map<String, Round> rounds = new LinkedHashMap<>();

    /** These. */
    public Rounds(Schedules schedules, List<Round> rounds) {
        this.schedules = schedules;
        rounds.forEach(round -> this.rounds.put(round.id(), round));
    }

    /** The one of that name. */
    public Optional<Round> named(String id) {
        return Optional.ofNullable(rounds.get(id));
    }

    /** Makes sure that all are on record. */
    public Uni<Void> register() {
        return Multi.createFrom()
                .iterable(rounds.keySet())
                .onItem()
                .transformToUniAndConcatenate(schedules::register)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Runs one; false when there is none of that name, another instance is at it, or it is paused and {@code anyway} is false. */
    public Uni<Boolean> run(String id, boolean anyway) {
        return named(id).map(round -> schedules.run(id, anyway, round.work())).orElseGet(() -> Uni.createFrom()
                .item(false));
    }
}
