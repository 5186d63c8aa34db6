/**
 * How results look: tables for people, JSON for scripts.
 * In: JSON; out: text.
 * May import: Jackson.
 */
@NullMarked
package dev.terrace.cachectl.print;

import org.jspecify.annotations.NullMarked;
