/**
 * The local edge as a CDN.
 * In: a purge; out: it is done at every location.
 * May import: cdn, edge.
 */
@NullMarked
package dev.terrace.cdn.cdn.local;

import org.jspecify.annotations.NullMarked;
