/**
 * Figures of rounds as a table, JSON and a page.
 * In: rounds; out: text.
 * May import: Jackson, picocli, load.
 */
@NullMarked
package dev.terrace.benchmarks.report;

import org.jspecify.annotations.NullMarked;
