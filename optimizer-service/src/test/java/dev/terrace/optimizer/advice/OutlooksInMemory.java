package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The record of outlooks in a map, with the same promises as the one in PostgreSQL. */
final class OutlooksInMemory implements OutlookStore {
    private record Key(String cacheName, Figure figure) {}

    private final Map<Key, Outlook> all = new ConcurrentHashMap<>();

    @Override
    public Uni<Void> keep(List<Outlook> outlooks) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> outlooks.forEach(o -> all.put(new Key(o.cacheName(), o.figure()), o)));
    }

    @Override
    public Uni<List<Outlook>> kept(String cacheName) {
        return Uni.createFrom().item(() -> all.values().stream()
                .filter(outlook -> outlook.cacheName().equals(cacheName))
                .sorted(Comparator.comparing(Outlook::figure))
                .toList());
    }

    @Override
    public Uni<Void> drop(Instant before) {
        return Uni.createFrom().voidItem().invoke(() -> all.values()
                .removeIf(outlook -> outlook.madeAt().isBefore(before)));
    }
}
