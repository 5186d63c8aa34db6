package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps recommendations: the same one made again updates the open one, one that is not made again expires, one that people declined is not
 * repeated for a while.
 */
public final class AdviceBook {
    private static final Duration DECLINED = Duration.ofDays(7);
    /** Until the news of a change has come round. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final AdviceStore store;
    private final Announcer announcer;
    private final InstantSource clock;

    public AdviceBook(AdviceStore store, Announcer announcer, InstantSource clock) {
        this.store = store;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Takes what an analysis of a cache recommends and answers what is proposed now. */
    public Uni<List<Advice>> take(String cacheName, List<Recommendation> recommendations) {
        return Multi.createFrom()
                .iterable(recommendations)
                .onItem()
                .transformToUniAndConcatenate(this::enter)
                .collect()
                .asList()
                .chain(() -> store.proposed(cacheName))
                .flatMap(open -> expire(open, recommendations));
    }

    private Uni<Boolean> enter(Recommendation recommendation) {
        return store.latest(recommendation.cacheName(), recommendation.kind())
                .flatMap(latest ->
                        latest.map(known -> again(known, recommendation)).orElseGet(() -> add(recommendation)));
    }

    private Uni<Boolean> again(Advice known, Recommendation recommendation) {
        return switch (known.status()) {
            case PROPOSED -> update(known, recommendation);
            case APPLYING, VERIFYING -> Uni.createFrom().item(false);
            case DISMISSED, ROLLED_BACK -> unless(decided(known, recommendation, DECLINED), recommendation);
            case APPLIED -> unless(decided(known, recommendation, SETTLING), recommendation);
            case EXPIRED -> add(recommendation);
        };
    }

    private boolean decided(Advice known, Recommendation recommendation, Duration span) {
        return known.like(recommendation) && known.updatedAt().plus(span).isAfter(clock.instant());
    }

    private Uni<Boolean> unless(boolean decided, Recommendation recommendation) {
        return decided ? Uni.createFrom().item(false) : add(recommendation);
    }

    private Uni<Boolean> update(Advice known, Recommendation recommendation) {
        boolean news = !known.like(recommendation);
        Advice updated = known.updated(recommendation, clock.instant());
        return store.replace(Status.PROPOSED, updated).invoke(done -> announce(updated, done && news));
    }

    private Uni<Boolean> add(Recommendation recommendation) {
        Advice advice = new Advice(
                "opt-" + UUID.randomUUID(),
                recommendation.cacheName(),
                recommendation.kind(),
                Status.PROPOSED,
                Advice.Content.of(recommendation),
                recommendation.impactScore(),
                clock.instant(),
                clock.instant());
        return store.add(advice).invoke(done -> announce(advice, done));
    }

    private Uni<List<Advice>> expire(List<Advice> open, List<Recommendation> made) {
        List<Advice> stale = open.stream()
                .filter(advice -> made.stream().noneMatch(r -> r.kind().equals(advice.kind())))
                .toList();
        List<Advice> current =
                open.stream().filter(advice -> !stale.contains(advice)).toList();
        return Multi.createFrom()
                .iterable(stale)
                .onItem()
                .transformToUniAndConcatenate(advice -> move(advice, Status.EXPIRED, advice.content()))
                .collect()
                .last()
                .replaceWith(current);
    }

    /** Puts it into another state; empty when it had left its own meanwhile. */
    Uni<Optional<Advice>> move(Advice advice, Status wanted, Advice.Content content) {
        Advice moved = advice.in(wanted, content, clock.instant());
        return store.replace(advice.status(), moved).map(done -> {
            announce(moved, done);
            return done ? Optional.of(moved) : Optional.empty();
        });
    }

    Uni<Optional<Advice>> find(String id) {
        return store.find(id);
    }

    private void announce(Advice advice, boolean really) {
        if (really) {
            announcer.announce(advice);
        }
    }
}
