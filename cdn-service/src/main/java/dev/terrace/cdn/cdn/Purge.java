package dev.terrace.cdn.cdn;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be purged from CDNs.
 *
 * @param id unique; the same id again is the same purge
 * @param paths URL paths, each with a slash at the begin
 * @param tags cache tags
 * @param prefixes URL path prefixes
 * @param all everything
 * @param actor who asked
 * @param reason why
 * @param at when
 */
public record Purge(
        String id,
        List<String> paths,
        List<String> tags,
        List<String> prefixes,
        boolean all,
        String actor,
        @Nullable String reason,
        Instant at) {
    /** How many items a provider is asked for. */
    public int items() {
        return paths.size() + tags.size() + prefixes.size() + (all ? 1 : 0);
    }
}
