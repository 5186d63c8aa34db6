/**
 * When a cache did not behave as it does at that time of the day, and in what.
 * In: its windows in order of time; out: anomalies with their begin, direction and size.
 * May import: java.*, JSpecify and the room above.
 */
@NullMarked
package dev.terrace.optimizer.analysis.anomaly;

import org.jspecify.annotations.NullMarked;
