package dev.terrace.benchmarks.accuracy;

/**
 * Reads of one cache, in order.
 *
 * @param name short
 * @param source where it is published, or how it is made
 * @param licence of a published one, else "ours"
 * @param keys a number for each read's key
 */
@SuppressWarnings("ArrayRecordComponent")
record Trace(String name, String source, String licence, long[] keys) {
    /** The hash of a key as a gateway has it: 64 bits, evenly spread (the finalizer of SplitMix64; Steele, Lea, Flood, OOPSLA 2014). */
    static long hash(long key) {
        long z = key + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
