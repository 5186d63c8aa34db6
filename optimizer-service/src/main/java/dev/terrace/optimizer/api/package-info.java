/**
 * The optimizer on the wire.
 * In: HTTP requests; out: JSON.
 * May import: advice, analysis, history, events, service-kit, JAX-RS.
 */
@NullMarked
package dev.terrace.optimizer.api;

import org.jspecify.annotations.NullMarked;
