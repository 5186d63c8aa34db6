package dev.terrace.gateway.cache.journal;

/**
 * Where something stands in the journal.
 *
 * @param partition 0 to {@value #MOST_PARTITIONS} - 1
 * @param offset within it
 */
public record Place(int partition, long offset) {
    /** Partitions at most, so that a place is one number. */
    public static final int MOST_PARTITIONS = 1024;

    /** As one number above 0. */
    public long code() {
        return (offset + 1) * MOST_PARTITIONS + partition;
    }

    /** Of its number. */
    public static Place of(long code) {
        return new Place((int) (code % MOST_PARTITIONS), code / MOST_PARTITIONS - 1);
    }

    /** As people name it. */
    public String id() {
        return partition + "-" + offset;
    }
}
