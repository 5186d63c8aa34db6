package dev.terrace.cdn.cdn;

import io.smallrye.mutiny.Uni;

/**
 * A CDN provider. Asked at least once for a purge: the same purge id again is the same request. Failures that may pass are failed Unis; they
 * are retried with back-off.
 */
public interface Cdn {
    /** Name of the provider. */
    String provider();

    /** Asks for a purge. */
    Uni<Accepted> invalidate(Distribution distribution, Purge purge);

    /** A round trip; a word about it. */
    Uni<String> probe(Distribution distribution);

    /**
     * The provider took it.
     *
     * @param requestId the provider's id
     * @param completed it is already done everywhere
     */
    record Accepted(String requestId, boolean completed) {}
}
