/**
 * The data plane, {@code /api/cache/{cache}/{key}}: raw paths, bytes in, bytes out, on the event loop.
 * In: HTTP requests; out: what the engine says, as HTTP with Cache-Status or as problem+json.
 * May import: cache, service-kit, Vert.x, Jackson.
 */
@NullMarked
package dev.terrace.gateway.api.data;

import org.jspecify.annotations.NullMarked;
