/**
 * Tests of the room supervise.
 * In: a directory of the test's own; out: a verdict.
 * May import: every room.
 */
@NullMarked
package dev.terrace.stack.supervise;

import org.jspecify.annotations.NullMarked;
