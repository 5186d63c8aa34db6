/**
 * The origin behind CDNs: published assets over HTTP with content negotiation.
 * In: HTTP requests; out: stored bytes.
 * May import: Vert.x, asset, storage, publish.
 */
@NullMarked
package dev.terrace.cdn.delivery;

import org.jspecify.annotations.NullMarked;
