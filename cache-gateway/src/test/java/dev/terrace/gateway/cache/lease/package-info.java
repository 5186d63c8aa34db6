/** What a lease is: one suite for every adapter. */
@NullMarked
package dev.terrace.gateway.cache.lease;

import org.jspecify.annotations.NullMarked;
