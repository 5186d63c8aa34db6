/**
 * One class a command.
 * In: arguments; out: an exit code and what is printed.
 * May import: picocli, client, print, replay, demo, tail.
 */
@NullMarked
package dev.terrace.cachectl.command;

import org.jspecify.annotations.NullMarked;
