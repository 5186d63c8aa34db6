/**
 * The journal behind write-back as the engine sees it: the seam, what stands in it, and what a node knows of it.
 * In: entries in the order of the journal; out: which keys are not settled, and with which value.
 * May import: java.*, JSpecify, Mutiny, and {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.cache.journal;

import org.jspecify.annotations.NullMarked;
