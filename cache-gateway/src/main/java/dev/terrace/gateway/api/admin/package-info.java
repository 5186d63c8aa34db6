/**
 * The admin API over REST: JSON in and out, problem+json when it cannot be.
 * In: requests of callers with a role; out: configurations, invalidations, jobs, keys, sessions.
 * May import: JAX-RS, OpenAPI annotations, service-kit; the rooms it shows.
 */
@NullMarked
package dev.terrace.gateway.api.admin;

import org.jspecify.annotations.NullMarked;
