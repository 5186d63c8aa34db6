@NullMarked
package dev.terrace.gateway.invalidation;

import org.jspecify.annotations.NullMarked;
