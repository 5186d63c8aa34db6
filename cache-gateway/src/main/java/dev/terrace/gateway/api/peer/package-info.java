/**
 * What gateways ask each other over HTTP; no part of the API that callers are promised.
 * In: questions with a token that a gateway signed; out: framed keys and entries.
 * May import: warming.peer, service-kit, JAX-RS.
 */
@NullMarked
package dev.terrace.gateway.api.peer;

import org.jspecify.annotations.NullMarked;
