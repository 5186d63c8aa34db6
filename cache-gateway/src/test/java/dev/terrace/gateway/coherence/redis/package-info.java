/** Tests of the log on a real Redis. */
@NullMarked
package dev.terrace.gateway.coherence.redis;

import org.jspecify.annotations.NullMarked;
