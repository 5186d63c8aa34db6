package dev.terrace.optimizer.advice;

/** Tells others of a recommendation that was made or changed its state. Never blocks, never throws. */
@FunctionalInterface
public interface Announcer {
    /** Tells. */
    void announce(Advice advice);
}
