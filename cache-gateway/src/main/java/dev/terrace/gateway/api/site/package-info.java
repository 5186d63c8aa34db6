/**
 * What a browser is told: where the dashboard is, what a page may do, how long a file is good.
 * In: requests; out: redirects and headers.
 * May import: the Vert.x router.
 */
@NullMarked
package dev.terrace.gateway.api.site;

import org.jspecify.annotations.NullMarked;
