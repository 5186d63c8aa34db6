/**
 * The journal in Kafka.
 * In: entries; out: the same entries in order, and which partitions this node was given.
 * May import: the Kafka clients, Mutiny, and {@code cache} with its parts.
 */
@NullMarked
package dev.terrace.gateway.writeback.kafka;

import org.jspecify.annotations.NullMarked;
