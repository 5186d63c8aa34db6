/** Tests of breakers and limits. */
@NullMarked
package dev.terrace.gateway.cache.guard;

import org.jspecify.annotations.NullMarked;
