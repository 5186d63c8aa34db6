/**
 * Write-back under load, kills, outages and restarts.
 * In: a suite of its own; out: what was acknowledged beside what the target has.
 * May import: the suite, java.net.http, Vert.x as an origin, Jackson.
 */
@NullMarked
package dev.terrace.benchmarks.writeback;

import org.jspecify.annotations.NullMarked;
