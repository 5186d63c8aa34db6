package dev.terrace.optimizer.analysis;

/**
 * Sampled accesses of one cache on one node, decoded.
 *
 * @param node who sampled
 * @param startMillis begin of the window, Unix milliseconds
 * @param threshold keys whose top 24 hash bits are below it are in, 2^24 is everything
 * @param burst a contiguous run of all accesses, beside the sample
 * @param reads all reads of the window
 * @param columns the accesses
 */
public record AccessBatch(String node, long startMillis, int threshold, boolean burst, long reads, Columns columns) {
    /** Every key is sampled. */
    public static final int EVERYTHING = 1 << 24;

    /**
     * Columns of equal length.
     *
     * @param keys key hashes
     * @param ops 0 read hit, 1 read miss, 2 fill or store, 3 removal, 4 conditional or counter update
     * @param sizes stored bytes, 0 unknown
     * @param ttls seconds given at a fill, 0 none
     * @param offsets milliseconds since the begin
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Columns(long[] keys, byte[] ops, int[] sizes, int[] ttls, int[] offsets) {
        /** Refuses columns of different lengths. */
        public Columns {
            int n = keys.length;
            if (ops.length != n || sizes.length != n || ttls.length != n || offsets.length != n) {
                throw new IllegalArgumentException("columns of different lengths");
            }
        }

        /** Accesses. */
        public int count() {
            return keys.length;
        }
    }
}
