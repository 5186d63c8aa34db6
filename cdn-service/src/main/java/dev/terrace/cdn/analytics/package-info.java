/**
 * What the edge did: by location and path.
 * In: answered requests; out: counts and percentiles.
 * May import: java.*, HdrHistogram.
 */
@NullMarked
package dev.terrace.cdn.analytics;

import org.jspecify.annotations.NullMarked;
