package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.vitals.Bottleneck;
import dev.terrace.optimizer.analysis.vitals.Bottlenecks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** From facts to recommendations. */
public final class Analyst {
    private final FactSource facts;
    private final SizeAdvisor sizes;
    private final AdviceBook book;

    public Analyst(FactSource facts, SizeAdvisor sizes, AdviceBook book) {
        this.facts = facts;
        this.sizes = sizes;
        this.book = book;
    }

    /** One cache; its recommendations are stored. */
    public Uni<Analysis> analyze(String cacheName, Duration span) {
        return facts.facts(cacheName, span).flatMap(this::conclude);
    }

    /** All caches that the predicate takes, in order of their names. */
    public Uni<List<Analysis>> analyzeAll(Duration span, Predicate<String> wanted) {
        return facts.caches().flatMap(names -> Multi.createFrom()
                .iterable(names)
                .filter(wanted)
                .onItem()
                .transformToUniAndConcatenate(name -> analyze(name, span))
                .collect()
                .asList());
    }

    private Uni<Analysis> conclude(CacheFacts known) {
        CacheFacts.Accesses accesses = known.accesses();
        Bottlenecks.Reach reach = accesses == null || accesses.reads() < 1_000
                ? null
                : new Bottlenecks.Reach(
                        accesses.curve().attainable(), accesses.curve().bytesAt(accesses.keys()) * known.overhead());
        List<Bottleneck> bottlenecks = Bottlenecks.of(known.vitals(), reach);
        List<Recommendation> made = sizes.advise(known).map(List::of).orElse(List.of());
        return book.take(known.cacheName(), made)
                .map(open -> new Analysis(
                        known, bottlenecks, open, sizes.notYet(known).orElse(null)));
    }
}
