package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.lease.Announcement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The loads of this node that wait for another node's, by key hash. As many as there are loads in flight, which are bounded. */
final class Waiters {
    private final ConcurrentHashMap<Long, List<Expected>> expected = new ConcurrentHashMap<>();

    /** Completed once: by an announcement, or with nothing when the time is over. */
    static final class Expected extends CompletableFuture<Optional<Announcement>> {}

    /** From now on an announcement for the key completes what is answered. */
    Expected expect(CacheKey key) {
        Expected mine = new Expected();
        expected.merge(key.hash(), List.of(mine), (a, b) -> Stream.concat(a.stream(), b.stream())
                .toList());
        return mine;
    }

    void forget(CacheKey key, Expected mine) {
        expected.computeIfPresent(key.hash(), (hash, all) -> {
            List<Expected> others = all.stream().filter(e -> e != mine).toList();
            return others.isEmpty() ? null : others;
        });
    }

    void heard(Announcement announcement) {
        List<Expected> all = expected.remove(announcement.hash());
        if (all != null) {
            all.forEach(one -> one.complete(Optional.of(announcement)));
        }
    }

    int size() {
        return expected.size();
    }
}
