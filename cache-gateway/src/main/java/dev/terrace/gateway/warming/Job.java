package dev.terrace.gateway.warming;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work of a gateway.
 *
 * @param seq rises with each job; the cursor of lists
 * @param id begins with {@value #PREFIX}, so that its service can be told
 * @param kind for example {@code warm_keys}
 * @param cacheName the cache
 * @param status queued, running, succeeded, failed or cancelled
 * @param done keys dealt with
 * @param total keys to deal with
 * @param result what came of it; null until it has ended well
 * @param error why it failed
 * @param startedAt UTC
 * @param finishedAt UTC
 */
public record Job(
        long seq,
        String id,
        String kind,
        String cacheName,
        String status,
        long done,
        long total,
        @Nullable Map<String, Object> result,
        @Nullable String error,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /** How ids of the gateway's jobs begin. */
    public static final String PREFIX = "gw-";

    /** Whether nothing more will come. */
    public boolean ended() {
        return finishedAt != null;
    }
}
