package dev.terrace.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purge of one distribution reached a state.
 *
 * @param id the invalidation as in the API's {@code cdn/invalidations/}
 * @param distributionId the distribution
 * @param provider cloudfront, cloudflare or local
 * @param providerRequestId the provider's own id, null before it was accepted
 * @param status requested, accepted, completed or failed
 * @param paths paths named
 * @param tags tags named
 * @param prefixes prefixes named
 * @param all everything
 * @param error why it failed, null otherwise
 * @param at when, UTC
 */
public record Purged(
        String id,
        String distributionId,
        String provider,
        @Nullable String providerRequestId,
        String status,
        List<String> paths,
        List<String> tags,
        List<String> prefixes,
        boolean all,
        @Nullable String error,
        Instant at)
        implements PurgeEvent {
    @Override
    public String key() {
        return distributionId;
    }
}
