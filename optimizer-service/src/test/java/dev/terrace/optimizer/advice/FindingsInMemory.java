package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The record of findings in a map, with the same promises as the one in PostgreSQL. */
final class FindingsInMemory implements FindingStore {
    private final Map<String, Findings> all = new ConcurrentHashMap<>();

    @Override
    public Uni<Void> keep(Findings findings) {
        return Uni.createFrom().voidItem().invoke(() -> all.put(findings.cacheName(), findings));
    }

    @Override
    public Uni<Optional<Findings>> kept(String cacheName) {
        return Uni.createFrom().item(() -> Optional.ofNullable(all.get(cacheName)));
    }

    @Override
    public Uni<Void> drop(Instant before) {
        return Uni.createFrom().voidItem().invoke(() -> all.values()
                .removeIf(findings -> findings.madeAt().isBefore(before)));
    }
}
