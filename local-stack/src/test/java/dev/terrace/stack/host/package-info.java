/**
 * Tests of the room host.
 * In: a directory of the test's own; out: a verdict.
 * May import: every room.
 */
@NullMarked
package dev.terrace.stack.host;

import org.jspecify.annotations.NullMarked;
