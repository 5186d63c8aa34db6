/**
 * Carries a change to the gateway and back.
 * In: a field and its value; out: what it was before.
 * May import: advice, Vert.x' HTTP client, service-kit.
 */
@NullMarked
package dev.terrace.optimizer.trial;

import org.jspecify.annotations.NullMarked;
