/**
 * Wiring that is the same in every service.
 * In: nothing; out: the clock.
 * May import: java.*, CDI.
 */
@NullMarked
package dev.terrace.kit.boot;

import org.jspecify.annotations.NullMarked;
