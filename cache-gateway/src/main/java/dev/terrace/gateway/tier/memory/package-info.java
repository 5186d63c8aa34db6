/**
 * The memory tier: Caffeine with W-TinyLFU, bounded by bytes, one a cache and node.
 * In: entries; out: entries.
 * May import: Caffeine, and the seams of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.tier.memory;

import org.jspecify.annotations.NullMarked;
