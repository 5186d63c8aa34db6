/**
 * The evaluation, second by second.
 * In: figures of the history; out: alerts to the store and to whoever listens.
 * May import: alert, history, Mutiny.
 */
@NullMarked
package dev.terrace.monitoring.watch;

import org.jspecify.annotations.NullMarked;
