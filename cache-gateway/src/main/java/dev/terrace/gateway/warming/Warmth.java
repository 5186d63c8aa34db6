package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.ReadOptions;
import dev.terrace.gateway.cache.ReadResult;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What is to be warmed, key by key. */
public sealed interface Warmth {
    /** How many keys. */
    int size();

    /** Warms the key of that index; true when it is in the cache afterwards. */
    Uni<Boolean> warm(CacheHandle cache, int index);

    /** Keys that the cache loads from its origin as a reader would make it. */
    record FromOrigin(List<String> keys) implements Warmth {
        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public Uni<Boolean> warm(CacheHandle cache, int index) {
            return cache.read(keys.get(index), ReadOptions.PLAIN)
                    .map(result ->
                            result instanceof ReadResult.Hit hit && !hit.entry().negative());
        }
    }

    /** Values that the caller brings. */
    record Brought(List<Item> items) implements Warmth {
        @Override
        public int size() {
            return items.size();
        }

        @Override
        public Uni<Boolean> warm(CacheHandle cache, int index) {
            Item item = items.get(index);
            return cache.write(item.key(), item.value(), Condition.NONE)
                    .map(result -> result instanceof WriteResult.Done);
        }
    }

    /** A key and its value. */
    record Item(String key, NewValue value) {}
}
