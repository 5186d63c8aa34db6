/**
 * What other times to live would have made of a cache's accesses.
 * In: sampled accesses; out: miss ratio and resident objects by time to live.
 * May import: java.*, JSpecify and the room above.
 */
@NullMarked
package dev.terrace.optimizer.analysis.ttl;

import org.jspecify.annotations.NullMarked;
