package dev.terrace.optimizer.advice;

import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The record of recommendations in a map, with the same promises as the one in PostgreSQL. */
final class AdviceInMemory implements AdviceStore {
    private static final Set<Status> OPEN = Set.of(Status.PROPOSED, Status.APPLYING, Status.VERIFYING);

    private final Map<String, Advice> all = new LinkedHashMap<>();

    @Override
    public Uni<Optional<Advice>> find(String id) {
        return Uni.createFrom().item(() -> Optional.ofNullable(all.get(id)));
    }

    @Override
    public Uni<Optional<Advice>> latest(String cacheName, String kind) {
        return Uni.createFrom().item(() -> all.values().stream()
                .filter(a -> a.cacheName().equals(cacheName) && a.kind().equals(kind))
                .max(Comparator.comparing(Advice::createdAt)));
    }

    @Override
    public Uni<List<Advice>> proposed(String cacheName) {
        return Uni.createFrom().item(() -> all.values().stream()
                .filter(a -> a.cacheName().equals(cacheName) && a.status() == Status.PROPOSED)
                .toList());
    }

    @Override
    public Uni<Boolean> add(Advice advice) {
        return Uni.createFrom().item(() -> {
            boolean open = all.values().stream()
                    .anyMatch(a -> a.cacheName().equals(advice.cacheName())
                            && a.kind().equals(advice.kind())
                            && OPEN.contains(a.status()));
            return !open && all.put(advice.id(), advice) == null;
        });
    }

    @Override
    public Uni<Boolean> replace(Status expected, Advice advice) {
        return Uni.createFrom().item(() -> {
            Advice known = all.get(advice.id());
            if (known == null || known.status() != expected) {
                return false;
            }
            all.put(advice.id(), advice);
            return true;
        });
    }
}
