package dev.terrace.monitoring.history;

import java.util.Arrays;

/**
 * Latencies in microseconds as a sparse HdrHistogram of 2 significant digits (1 us to 1 h): the buckets are HdrHistogram's own, so a merge
 * is an addition of counts and loses nothing. Immutable. Quantiles are exact to the bucket, that is within 1 %.
 * Source: G. Tene, HdrHistogram (layout of the counts array).
 */
public final class Latencies {
    /** No values. */
    public static final Latencies NONE = new Latencies(new int[0], new long[0]);

    private static final int SUB_BUCKET_BITS = 8;
    private static final int HALF = 1 << (SUB_BUCKET_BITS - 1);

    private final int[] buckets;
    private final long[] counts;

    private Latencies(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
    }

    /** {@code count} values of {@code micros} each; negative values count as 0. */
    public static Latencies of(long micros, long count) {
        return new Latencies(new int[] {bucketOf(Math.max(0, micros))}, new long[] {count});
    }

    /** Both together. */
    public Latencies plus(Latencies other) {
        if (buckets.length == 0) {
            return other;
        }
        if (other.buckets.length == 0) {
            return this;
        }
        int[] mergedBuckets = new int[buckets.length + other.buckets.length];
        long[] mergedCounts = new long[mergedBuckets.length];
        int mine = 0;
        int theirs = 0;
        int size = 0;
        while (mine < buckets.length || theirs < other.buckets.length) {
            int left = mine < buckets.length ? buckets[mine] : Integer.MAX_VALUE;
            int right = theirs < other.buckets.length ? other.buckets[theirs] : Integer.MAX_VALUE;
            mergedBuckets[size] = Math.min(left, right);
            mergedCounts[size++] = (left <= right ? counts[mine++] : 0) + (right <= left ? other.counts[theirs++] : 0);
        }
        return new Latencies(Arrays.copyOf(mergedBuckets, size), Arrays.copyOf(mergedCounts, size));
    }

    /** Values recorded. */
    public long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The highest microseconds of the bucket below which at least that share (0 to 1) lies; 0 without values. */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return highest(buckets[i]);
            }
        }
        return 0;
    }

    /** Mean microseconds, each value taken as the middle of its bucket; 0 without values. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += counts[i] * ((lowest(buckets[i]) + highest(buckets[i])) / 2.0);
        }
        long count = count();
        return count == 0 ? 0 : sum / count;
    }

    /** Hears each bucket's lowest value and its count, ascending. */
    public void forEach(BucketReader reader) {
        for (int i = 0; i < buckets.length; i++) {
            reader.read(lowest(buckets[i]), counts[i]);
        }
    }

    /** Takes a bucket. */
    @FunctionalInterface
    public interface BucketReader {
        /** A bucket's lowest value in microseconds and its count. */
        void read(long micros, long count);
    }

    private static int bucketOf(long micros) {
        int exponent = 64 - Long.numberOfLeadingZeros(micros | ((1 << SUB_BUCKET_BITS) - 1)) - SUB_BUCKET_BITS;
        return exponent * HALF + (int) (micros >>> exponent);
    }

    private static long lowest(int bucket) {
        int exponent = Math.max(0, bucket / HALF - 1);
        return (long) (bucket - exponent * HALF) << exponent;
    }

    private static long highest(int bucket) {
        return lowest(bucket + 1) - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Latencies that
                && Arrays.equals(buckets, that.buckets)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }
}
