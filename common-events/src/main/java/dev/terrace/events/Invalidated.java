package dev.terrace.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledged invalidation.
 *
 * @param id unique, the same as in the API's history
 * @param cacheName the cache
 * @param keys keys named, empty when none
 * @param tags tags named, empty when none
 * @param pattern glob ({@code *}, {@code ?}, {@code [a-z]}), null when none
 * @param urls URLs of an HTTP cache, or CDN paths
 * @param prefixes URL prefixes
 * @param all whether everything was invalidated
 * @param soft true when copies may still be served stale
 * @param cdn whether the CDNs are to be purged too
 * @param position position in the coherence log, null when it was taken while the log was away
 * @param actor who asked
 * @param reason why, as given
 * @param at when it was acknowledged, UTC
 */
public record Invalidated(
        String id,
        String cacheName,
        List<String> keys,
        List<String> tags,
        @Nullable String pattern,
        List<String> urls,
        List<String> prefixes,
        boolean all,
        boolean soft,
        boolean cdn,
        @Nullable String position,
        String actor,
        @Nullable String reason,
        Instant at)
        implements InvalidationEvent {
    @Override
    public String key() {
        return cacheName;
    }
}
