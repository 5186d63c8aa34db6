package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.view.Glob;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The record tier of the world: what it holds is the truth. */
final class MapRecord extends MapTier implements RecordTier {
    private final Truth truth;

    MapRecord(MapStore store, Wire wire, Truth truth) {
        super(TierName.DATABASE, store, wire);
        this.truth = truth;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(1 << 20, true, true, true, false);
    }

    private boolean superseded(CacheKey key, Position position) {
        return position.before(store.versions.getOrDefault(key, Position.NONE));
    }

    @Override
    public Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        return write(() -> {
            int value = World.value(entry);
            if (superseded(key, entry.asOf())) {
                truth.never(value);
                return Outcome.SUPERSEDED;
            }
            store.versions.put(key, entry.asOf());
            truth.put(key.key(), value);
            return store.entries.put(key, entry) == null ? Outcome.CREATED : Outcome.REPLACED;
        });
    }

    @Override
    public Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return write(() -> {
            if (superseded(key, position)) {
                return Outcome.SUPERSEDED;
            }
            drop(key, position);
            return Outcome.GONE;
        });
    }

    private void drop(CacheKey key, Position position) {
        store.versions.put(key, position);
        truth.remove(key.key());
        store.entries.remove(key);
    }

    @Override
    public Uni<Long> deleteAll(Selector selector, Position position) {
        return write(() -> {
            List<CacheKey> covered = store.entries.entrySet().stream()
                    .filter(e -> covers(selector, e.getKey(), e.getValue()))
                    .filter(e -> e.getValue().asOf().before(position))
                    .map(Map.Entry::getKey)
                    .toList();
            covered.forEach(key -> drop(key, position));
            return (long) covered.size();
        });
    }

    private static boolean covers(Selector selector, CacheKey key, Entry entry) {
        return selector.all()
                || selector.keys().contains(key.key())
                || selector.tags().stream().anyMatch(entry.tags()::contains)
                || (selector.pattern() != null && Glob.of(selector.pattern()).matches(key.key()));
    }

    @Override
    public Uni<Long> count(Selector selector) {
        return call(() -> -1L);
    }

    @Override
    public WriteResult.Ack ack() {
        return WriteResult.Ack.FSYNC;
    }
}
