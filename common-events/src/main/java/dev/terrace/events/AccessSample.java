package dev.terrace.events;

import java.time.Instant;

/**
 * Spatially sampled accesses of one cache on one node, in columns, in the order in which they happened. A key is in the sample iff the top
 * 24 bits of its 64-bit hash, read as an unsigned number, are below {@code threshold}: a key is always in or always out.
 * The columns are base64 of little-endian arrays, all of {@code count} elements.
 *
 * @param node the gateway that sampled
 * @param cacheName the cache
 * @param start begin of the window, UTC
 * @param seconds length of the window
 * @param sequence number of this sample for this node and cache since {@code epoch}; a gap is a loss
 * @param epoch start of the sampler (Unix milliseconds): a new one starts counting anew
 * @param threshold 1 to 16,777,216 (everything)
 * @param burst true when this is a contiguous run of all accesses beside the sample, which then is not to be counted twice
 * @param count sampled accesses in the columns
 * @param reads all reads of the window, sampled or not
 * @param writes all writes (fills and stores) of the window
 * @param readBytes bytes of all values read
 * @param keys 64-bit key hashes (8 bytes each)
 * @param ops one byte each: 0 read hit, 1 read miss, 2 fill or store, 3 removal, 4 conditional or counter update
 * @param sizes stored bytes of the value, 0 when not known (4 bytes each)
 * @param ttls TTL in seconds given at the fill, 0 otherwise (4 bytes each)
 * @param offsetsMs milliseconds since {@code start} (4 bytes each)
 */
public record AccessSample(
        String node,
        String cacheName,
        Instant start,
        int seconds,
        long sequence,
        long epoch,
        int threshold,
        boolean burst,
        int count,
        long reads,
        long writes,
        long readBytes,
        String keys,
        String ops,
        String sizes,
        String ttls,
        String offsetsMs)
        implements AccessEvent {

    /** Threshold at which every key is sampled: 2 to the 24th. */
    public static final int EVERYTHING = 1 << 24;

    @Override
    public String key() {
        return cacheName;
    }
}
