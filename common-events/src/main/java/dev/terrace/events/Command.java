package dev.terrace.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands. Idempotent by the CloudEvents id; a bad one goes to the dead-letter topic with the reason in {@code terrace_error}. */
public final class Command {
    private Command() {}

    /**
     * Drop copies.
     *
     * @param cacheName the cache
     * @param keys keys, may be empty
     * @param tags tags, may be empty
     * @param pattern glob, null when none
     * @param all everything
     * @param cdn purge the CDNs too; false when absent
     * @param reason why, for the history
     */
    public record Invalidate(
            String cacheName,
            List<String> keys,
            List<String> tags,
            @Nullable String pattern,
            boolean all,
            boolean cdn,
            @Nullable String reason)
            implements CommandEvent {}

    /**
     * Load keys.
     *
     * @param cacheName the cache
     * @param keys keys to load
     * @param source where from: {@code origin}
     */
    public record Warm(String cacheName, List<String> keys, String source) implements CommandEvent {}

    /**
     * Store a value.
     *
     * @param cacheName the cache
     * @param key the key
     * @param value the value, base64
     * @param contentType media type, null when none
     * @param ttl seconds, null for the cache's own
     * @param tags tags, may be empty
     */
    public record Put(
            String cacheName,
            String key,
            String value,
            @Nullable String contentType,
            @Nullable Long ttl,
            List<String> tags)
            implements CommandEvent {
        @Override
        public String key() {
            return key;
        }
    }
}
