/**
 * How nodes tell each other which keys are hot: a hint and never a value, so nothing goes wrong when it is lost (docs/adr/0007-warming.md).
 * In: what is hot here; out: what is hot elsewhere.
 * May import: java.*, JSpecify.
 */
@NullMarked
package dev.terrace.gateway.cache.hot;

import org.jspecify.annotations.NullMarked;
