/**
 * Where the command line starts.
 * In: arguments; out: the exit code.
 * May import: every room.
 */
@NullMarked
package dev.terrace.cachectl.boot;

import org.jspecify.annotations.NullMarked;
