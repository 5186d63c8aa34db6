package dev.terrace.optimizer.ingest;

/** A partition of a topic as it is called in Kafka. */
record Partition(String topic, int part) {}
