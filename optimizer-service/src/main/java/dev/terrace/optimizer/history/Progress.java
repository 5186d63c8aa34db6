package dev.terrace.optimizer.history;

/**
 * How far a partition was read.
 *
 * @param topic the topic as it is called in Kafka
 * @param part the partition
 * @param before the offset on record so far, -1 when there is none: nobody else may have moved it meanwhile
 * @param next the next offset to read
 */
public record Progress(String topic, int part, long before, long next) {}
