package dev.terrace.optimizer.advice;

import org.jspecify.annotations.Nullable;

/**
 * One field's change.
 *
 * @param from value before, null when not known
 * @param to value wanted
 */
public record Move(@Nullable Double from, double to) {}
