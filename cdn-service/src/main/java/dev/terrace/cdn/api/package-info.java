/**
 * The admin API of this service.
 * In: HTTP requests; out: JSON.
 * May import: JAX-RS, service-kit, publish, cdn, analytics, edge.
 */
@NullMarked
package dev.terrace.cdn.api;

import org.jspecify.annotations.NullMarked;
