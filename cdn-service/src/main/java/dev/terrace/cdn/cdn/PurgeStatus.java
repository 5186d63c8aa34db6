package dev.terrace.cdn.cdn;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a purge is.
 *
 * @param id the purge
 * @param status queued, in_progress, completed or failed: the worst of its requests
 * @param createdAt when it was asked for
 * @param reason why
 * @param requests one a distribution
 */
public record PurgeStatus(
        String id,
        String status,
        Instant createdAt,
        @Nullable String reason,
        List<Request> requests) {
    /**
     * One distribution's part.
     *
     * @param provider its provider
     * @param distributionId the distribution
     * @param providerRequestId the provider's id, null before it was accepted
     * @param status queued, accepted, in_progress, completed or failed
     * @param items paths, tags and prefixes asked for
     * @param estimatedCostUsd what the provider will charge
     * @param error why it failed
     */
    public record Request(
            String provider,
            String distributionId,
            @Nullable String providerRequestId,
            String status,
            int items,
            double estimatedCostUsd,
            @Nullable String error) {}

    /** One word for all requests. */
    static String overall(List<Request> requests) {
        if (requests.stream().allMatch(r -> r.status().equals("completed"))) {
            return "completed";
        }
        if (requests.stream().anyMatch(r -> r.status().equals("failed"))) {
            return "failed";
        }
        return requests.stream().allMatch(r -> r.status().equals("queued")) ? "queued" : "in_progress";
    }
}
