package dev.terrace.gateway.api.data;

/**
 * Bounds of the data plane.
 *
 * @param bodyBytes bytes of request bodies held at once, by all requests together
 * @param batchBytes bytes of a batch's body, and of the values in a batch's answer
 */
public record DataPlaneLimits(long bodyBytes, long batchBytes) {}
