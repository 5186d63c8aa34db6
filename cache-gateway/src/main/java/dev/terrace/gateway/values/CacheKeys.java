package dev.terrace.gateway.values;

import dev.terrace.gateway.codec.DataKey;
import dev.terrace.gateway.codec.LabelKey;
import dev.terrace.gateway.codec.ValueKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys of one cache: what PostgreSQL keeps, and what of it this node could unwrap. Once unwrapped a key stays, whatever wraps it now. */
final class CacheKeys implements ValueKeys {
    private final Runnable ask;
    private final TreeMap<Integer, KeyRow> rows = new TreeMap<>();
    private volatile Map<Integer, DataKey> held = Map.of();
    private volatile @Nullable DataKey current;
    private volatile @Nullable LabelKey labels;

    /** {@code ask}: somebody needs a key that is not here. */
    CacheKeys(Runnable ask) {
        this.ask = ask;
    }

    @Override
    public @Nullable DataKey current() {
        DataKey now = current;
        if (now == null) {
            ask.run();
        }
        return now;
    }

    @Override
    public @Nullable DataKey version(int version) {
        DataKey found = held.get(version);
        if (found == null) {
            ask.run();
        }
        return found;
    }

    @Override
    public @Nullable LabelKey labels() {
        return labels;
    }

    synchronized void take(KeyRow row) {
        rows.put(row.version(), row);
    }

    synchronized List<KeyRow> rows() {
        return List.copyOf(rows.values());
    }

    /** The version that seals now, 0 for none. */
    int sealing() {
        DataKey now = current;
        return now == null ? 0 : now.version();
    }

    boolean holds(int version) {
        return version == 0 ? labels != null : held.containsKey(version);
    }

    /** Everything that sealing needs is here. */
    boolean ready() {
        return current != null && labels != null;
    }

    /** Unwraps what it can, and seals from now on with the newest key that all nodes have, or with the first when there is no such yet. */
    synchronized void settle(KeyRing ring, long agreed) {
        Map<Integer, DataKey> now = new HashMap<>(held);
        for (KeyRow row : rows.values()) {
            if (holds(row.version())) {
                continue;
            }
            byte[] key = unwrap(ring, row);
            if (key != null && row.version() == 0) {
                labels = new LabelKey(key);
            } else if (key != null) {
                now.put(row.version(), new DataKey(row.version(), key));
            }
        }
        held = Map.copyOf(now);
        current = sealing(agreed);
    }

    static byte @Nullable [] unwrap(KeyRing ring, KeyRow row) {
        return ring.find(row.kek())
                .map(kek -> kek.unwrap(row.cache(), row.version(), row.wrapped()))
                .orElse(null);
    }

    private @Nullable DataKey sealing(long agreed) {
        return rows.descendingMap().values().stream()
                .filter(row -> row.version() > 0 && row.since() <= agreed)
                .map(row -> held.get(row.version()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> current == null ? held.get(1) : current);
    }
}
