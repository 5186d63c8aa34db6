/**
 * Tests of the room suite.
 * In: a directory of the test's own; out: a verdict.
 * May import: every room.
 */
@NullMarked
package dev.terrace.stack.suite;

import org.jspecify.annotations.NullMarked;
