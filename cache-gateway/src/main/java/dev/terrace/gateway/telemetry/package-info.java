/**
 * What happens in each cache, counted exactly, and a spatial sample of the accesses.
 * In: the engine's Observer calls and a tick a second; out: windows and samples as events, statistics, Prometheus meters.
 * May import: cache, common-events, HdrHistogram, Micrometer.
 */
@NullMarked
package dev.terrace.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
