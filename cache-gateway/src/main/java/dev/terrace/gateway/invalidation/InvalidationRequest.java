package dev.terrace.gateway.invalidation;

import dev.terrace.gateway.cache.Dependent;
import dev.terrace.gateway.cache.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who wants what dropped, and why.
 *
 * @param id identity of the invalidation, null for a new one; the same id twice leaves one row of history
 * @param cacheName the cache
 * @param selector what it covers in the cache
 * @param cdn whether the CDNs are to be purged too
 * @param urls URLs of an HTTP cache, or CDN paths; for the CDNs only
 * @param prefixes URL prefixes; for the CDNs only
 * @param reason why, as given
 * @param actor subject of the caller
 */
public record InvalidationRequest(
        @Nullable String id,
        String cacheName,
        Selector selector,
        boolean cdn,
        List<String> urls,
        List<String> prefixes,
        @Nullable String reason,
        String actor) {

    /** What goes with it in another cache. */
    InvalidationRequest with(String ofId, Dependent dependent) {
        String name = dependent.cacheName();
        String why = "with " + cacheName + (reason == null ? "" : ": " + reason);
        Selector there = dependent.of(selector);
        return new InvalidationRequest(ofId + "~" + name, name, there, false, List.of(), List.of(), why, actor);
    }

    /** Whether anything in the cache itself is covered; what names only URLs or prefixes is the CDNs' business. */
    boolean coversEntries() {
        return selector.all()
                || selector.pattern() != null
                || !selector.keys().isEmpty()
                || !selector.tags().isEmpty();
    }
}
