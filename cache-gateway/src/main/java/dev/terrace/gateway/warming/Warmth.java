package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Warmed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be warmed, key by key. */
public sealed interface Warmth {
    /** How many keys. */
    int size();

    /** Warms the key of that index. Never fails. */
    Uni<Warmed> warm(Filling cache, int index);

    /** Keys that the cache loads as a reader would make it; {@code ttlMs} for what the origin brings, null for the cache's own. */
    record Loaded(List<String> keys, @Nullable Long ttlMs) implements Warmth {
        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public Uni<Warmed> warm(Filling cache, int index) {
            return cache.load(keys.get(index), ttlMs);
        }
    }

    /** Values that the caller brought, as they were at that position. */
    record Brought(List<Item> items, Position asOf) implements Warmth {
        @Override
        public int size() {
            return items.size();
        }

        @Override
        public Uni<Warmed> warm(Filling cache, int index) {
            Item item = items.get(index);
            return cache.fill(item.key(), item.value(), asOf);
        }
    }

    /** A key and its value. */
    record Item(String key, NewValue value) {}
}
