/**
 * The program: its commands, its settings, its log.
 * In: arguments and environment; out: exit codes, lines for people, the files that say what runs.
 * May import: every room.
 */
@NullMarked
package dev.terrace.stack.boot;

import org.jspecify.annotations.NullMarked;
