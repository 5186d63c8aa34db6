/**
 * What other replacement policies and sizes would make of a cache's traffic: miniature simulations (Waldspurger et al., ATC'17) over the
 * same sample as the curve.
 * In: batches of sampled accesses; out: miss ratios by policy and size.
 * May import: java.*, JSpecify and the room above.
 */
@NullMarked
package dev.terrace.optimizer.analysis.simulate;

import org.jspecify.annotations.NullMarked;
