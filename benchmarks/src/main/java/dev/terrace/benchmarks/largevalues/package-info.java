/**
 * Values of a gibibyte through a gateway of its own suite: what memory they take, and that they come back whole.
 * In: options; out: figures and a page.
 * May import: suite, process, report.
 */
@NullMarked
package dev.terrace.benchmarks.largevalues;

import org.jspecify.annotations.NullMarked;
