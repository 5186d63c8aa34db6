/**
 * What the caches did: the last quarter of an hour second by second, and rollups of it.
 * In: windows; out: figures of any span, merged by addition over nodes, caches and time.
 * May import: the events' records, HdrHistogram, Mutiny.
 */
@NullMarked
package dev.terrace.monitoring.history;

import org.jspecify.annotations.NullMarked;
