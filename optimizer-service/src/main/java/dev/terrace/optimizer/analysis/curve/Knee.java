package dev.terrace.optimizer.analysis.curve;

/**
 * The smallest size that gives a share of the hits that any size could give.
 *
 * @param share of the attainable hits, 0 to 1
 * @param objects size in objects
 * @param bytes size in bytes, 0 when sizes are not known
 * @param hitRatio hit ratio there
 * @param low lower end of its band
 * @param high upper end of its band
 */
public record Knee(double share, long objects, long bytes, double hitRatio, double low, double high) {}
