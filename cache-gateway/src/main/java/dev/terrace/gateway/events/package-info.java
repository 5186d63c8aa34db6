/**
 * Kafka in: the commands that other systems publish.
 * In: records of terrace.cache.command.v1; out: invalidations, loads and writes, or a dead letter with the reason.
 * May import: cache, invalidation, common-events, service-kit, reactive messaging.
 */
@NullMarked
package dev.terrace.gateway.events;

import org.jspecify.annotations.NullMarked;
