/**
 * A caching edge with several locations, so that a CDN can be seen working without an account.
 * In: HTTP requests; out: cached responses.
 * May import: Vert.x, Caffeine, asset, analytics.
 */
@NullMarked
package dev.terrace.cdn.edge;

import org.jspecify.annotations.NullMarked;
