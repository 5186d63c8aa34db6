/**
 * The whole data plane beside webdis, an HTTP server over Redis.
 * In: options; out: a report.
 * May import: picocli, every room but boot.
 */
@NullMarked
package dev.terrace.benchmarks.webdis;

import org.jspecify.annotations.NullMarked;
