/**
 * What a node knows of the log: marks, floors, the check of a copy against them, and the seam of the log itself.
 * In: entries of the log; out: whether a copy is valid, and up to where that was checked.
 * May import: java.*, JSpecify, Mutiny, and the values of {@code cache}.
 */
@NullMarked
package dev.terrace.gateway.cache.view;

import org.jspecify.annotations.NullMarked;
