package dev.terrace.optimizer.ingest;

import dev.terrace.optimizer.advice.CacheFacts;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.analysis.curve.ProfileCodec;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.vitals.TierVitals;
import dev.terrace.optimizer.analysis.vitals.Vitals;
import dev.terrace.optimizer.history.Minutes;
import dev.terrace.optimizer.history.Snapshots;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Facts from memory where the cache is ours, else from the state on record; sums from the minutes on record. */
public final class KeptFacts implements FactSource {
    private static final double MIB = 1 << 20;

    private final Books books;
    private final Catalog catalog;
    private final Snapshots snapshots;
    private final Minutes minutes;

    public KeptFacts(Books books, Catalog catalog, Snapshots snapshots, Minutes minutes) {
        this.books = books;
        this.catalog = catalog;
        this.snapshots = snapshots;
        this.minutes = minutes;
    }

    @Override
    public Uni<List<String>> caches() {
        return snapshots.cacheNames().map(recorded -> {
            TreeSet<String> names = new TreeSet<>(catalog.names());
            if (names.isEmpty()) {
                names.addAll(recorded);
                names.addAll(books.names());
            }
            return List.copyOf(names);
        });
    }

    @Override
    public Uni<CacheFacts> facts(String cacheName, Duration span) {
        return minutes.vitals(cacheName, span).flatMap(vitals -> accesses(cacheName)
                .map(accesses -> new CacheFacts(
                        cacheName, bound(cacheName, vitals), accesses.orElse(null), vitals.orElse(null))));
    }

    private Uni<Optional<CacheFacts.Accesses>> accesses(String cacheName) {
        return Uni.createFrom()
                .item(() -> books.accesses(cacheName))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(mine -> mine.isPresent() || books.names().contains(cacheName)
                        ? Uni.createFrom().item(mine)
                        : recorded(cacheName));
    }

    private Uni<Optional<CacheFacts.Accesses>> recorded(String cacheName) {
        return snapshots
                .profile(cacheName)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(saved -> saved.map(
                        profile -> Books.accesses(ProfileCodec.read(profile.state()), PolicyCurves.NONE, null)));
    }

    /** By configuration; where that is not known, by what the tier says of itself. */
    private @org.jspecify.annotations.Nullable Double bound(String cacheName, Optional<Vitals> vitals) {
        return catalog.memoryMaxMb(cacheName)
                .or(() -> vitals.flatMap(sums -> sums.tier("memory"))
                        .map(TierVitals::maxBytes)
                        .filter(bytes -> bytes > 0)
                        .map(bytes -> bytes / MIB))
                .orElse(null);
    }
}
