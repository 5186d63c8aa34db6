package dev.terrace.optimizer.analysis.ttl;

/**
 * Miss ratio and size by time to live, of a cache that evicts nothing. The arrays are parallel.
 *
 * @param seconds time to live from the fill, ascending
 * @param missRatio 0 to 1, first touches included
 * @param residentObjects how many objects are there at a time, on average
 */
@SuppressWarnings("ArrayRecordComponent")
public record TtlCurve(int[] seconds, double[] missRatio, double[] residentObjects) {}
