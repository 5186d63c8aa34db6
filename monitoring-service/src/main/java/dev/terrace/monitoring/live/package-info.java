/**
 * The live view: one snapshot a second for all who follow.
 * In: history, health and open alerts; out: overviews and server-sent events.
 * May import: history, health, alert, JAX-RS.
 */
@NullMarked
package dev.terrace.monitoring.live;

import org.jspecify.annotations.NullMarked;
