/**
 * Recommendations and deeds as events.
 * In: a recommendation; out: events in the sink.
 * May import: advice, common-events.
 */
@NullMarked
package dev.terrace.optimizer.events;

import org.jspecify.annotations.NullMarked;
