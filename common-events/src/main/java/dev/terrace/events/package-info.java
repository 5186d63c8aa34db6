/**
 * The Kafka contracts: one sealed interface of records a topic; their JSON schemas and examples stand in {@code contracts/}.
 * In: nothing; out: records whose components are the JSON fields (snake_case on the wire).
 * May import: java.* and JSpecify only, so that any program can depend on it.
 */
@NullMarked
package dev.terrace.events;

import org.jspecify.annotations.NullMarked;
