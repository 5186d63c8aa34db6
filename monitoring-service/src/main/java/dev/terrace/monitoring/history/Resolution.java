package dev.terrace.monitoring.history;

import java.time.Duration;
import java.time.Instant;

/** How fine the kept history is, how long it is kept, and how it is cut into partitions. */
public enum Resolution {
    TEN_SECONDS(10, "metric_10s", Duration.ofHours(48), Duration.ofHours(6)),
    MINUTE(60, "metric_1m", Duration.ofDays(30), Duration.ofDays(1));

    private final int seconds;
    private final String table;
    private final Duration keep;
    private final Duration partition;

    Resolution(int seconds, String table, Duration keep, Duration partition) {
        this.seconds = seconds;
        this.table = table;
        this.keep = keep;
        this.partition = partition;
    }

    /** Length of a bucket. */
    public int seconds() {
        return seconds;
    }

    /** The table in the schema. */
    public String table() {
        return table;
    }

    /** How long it is kept at least. */
    public Duration keep() {
        return keep;
    }

    /** Length of a partition. */
    public Duration partition() {
        return partition;
    }

    /** Begin of the bucket that holds that second. */
    public long bucketOf(long second) {
        return Math.floorDiv(second, seconds) * seconds;
    }

    /** Begin of the partition that holds that second. */
    public Instant partitionOf(long second) {
        long length = partition.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(second, length) * length);
    }
}
