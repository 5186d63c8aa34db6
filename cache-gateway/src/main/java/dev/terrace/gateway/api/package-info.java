/**
 * The edge of the gateway: the data plane, the admin API, forwarding to the other services.
 * In: HTTP requests; out: answers.
 * May import: every room but boot.
 */
@NullMarked
package dev.terrace.gateway.api;

import org.jspecify.annotations.NullMarked;
