/**
 * Events to and from Kafka: CloudEvents headers, JSON bodies, a sink that never blocks.
 * In: TerraceEvents, or Kafka records; out: Kafka records, or TerraceEvents.
 * May import: common-events, reactive messaging, Jackson; json.
 */
@NullMarked
package dev.terrace.kit.events;

import org.jspecify.annotations.NullMarked;
