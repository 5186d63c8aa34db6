package dev.terrace.gateway.api.data;

/**
 * Bounds of the data plane.
 *
 * @param bodyBytes bytes of request bodies held at once, by all requests together
 * @param batchBytes bytes of a batch's body, and of the values in a batch's answer
 * @param largeBytes largest body that is held in a cache that takes large values; above it is streamed
 * @param largeStreams large values on their way at once, both ways together
 * @param largeIdleMs a large value that does not get on for so long is cut off, milliseconds; at twice that at the latest
 */
public record DataPlaneLimits(long bodyBytes, long batchBytes, long largeBytes, int largeStreams, long largeIdleMs) {}
