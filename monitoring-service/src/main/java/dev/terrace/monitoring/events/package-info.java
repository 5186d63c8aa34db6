/**
 * What monitoring tells the others.
 * In: alerts in a new state, deeds of callers; out: events.
 * May import: alert and the events' records.
 */
@NullMarked
package dev.terrace.monitoring.events;

import org.jspecify.annotations.NullMarked;
