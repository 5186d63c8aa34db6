/**
 * Invalidations in, purges out, over Kafka.
 * In: invalidation events; out: purge events.
 * May import: reactive messaging, common-events, service-kit, cdn.
 */
@NullMarked
package dev.terrace.cdn.events;

import org.jspecify.annotations.NullMarked;
