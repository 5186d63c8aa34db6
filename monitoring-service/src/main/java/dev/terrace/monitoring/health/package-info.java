/**
 * How well a cache does: a score with its parts, and a word for it.
 * In: vitals; out: health.
 * May import: java and its own package only.
 */
@NullMarked
package dev.terrace.monitoring.health;

import org.jspecify.annotations.NullMarked;
