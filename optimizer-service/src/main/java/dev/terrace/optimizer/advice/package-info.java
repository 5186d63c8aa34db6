/**
 * What to change, and what it is expected to bring.
 * In: facts about a cache; out: an analysis, and recommendations with a life of their own.
 * May import: java.*, JSpecify, Mutiny, analysis.
 */
@NullMarked
package dev.terrace.optimizer.advice;

import org.jspecify.annotations.NullMarked;
