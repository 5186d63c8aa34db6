/**
 * Tests of the room boot.
 * In: a directory of the test's own; out: a verdict.
 * May import: every room.
 */
@NullMarked
package dev.terrace.stack.boot;

import org.jspecify.annotations.NullMarked;
