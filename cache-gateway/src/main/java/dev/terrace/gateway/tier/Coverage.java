package dev.terrace.gateway.tier;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.view.Glob;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A selector made ready to be asked many times. */
public final class Coverage {
    private final Set<String> keys;
    private final Set<String> tags;
    private final @Nullable Glob glob;
    private final boolean all;

    /** Of that selector. */
    public Coverage(Selector selector) {
        this.keys = new HashSet<>(selector.keys());
        this.tags = new HashSet<>(selector.tags());
        this.glob = selector.pattern() == null ? null : Glob.of(selector.pattern());
        this.all = selector.all();
    }

    /** Whether it covers an entry with that key and those tags. */
    public boolean covers(String key, Collection<String> bears) {
        return all
                || keys.contains(key)
                || (glob != null && glob.matches(key))
                || (!tags.isEmpty() && bears.stream().anyMatch(tags::contains));
    }

    /** Whether more than its exact keys has to be looked through. */
    public boolean needsScan() {
        return all || glob != null || !tags.isEmpty();
    }
}
