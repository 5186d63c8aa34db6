/**
 * The one entrance: what other services answer is reached through the gateway.
 * In: requests on their paths, and where they are; out: their answers, or 503 when one is away.
 * May import: the Vert.x router and HTTP client, Jackson, access, service-kit.
 */
@NullMarked
package dev.terrace.gateway.api.forward;

import org.jspecify.annotations.NullMarked;
