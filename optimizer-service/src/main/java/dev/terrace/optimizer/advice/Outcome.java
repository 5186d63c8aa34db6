package dev.terrace.optimizer.advice;

/** What became of a wish. */
public sealed interface Outcome {
    /** Done. */
    record Done(Advice before, Advice after) implements Outcome {}

    /** There is no such recommendation. */
    record Unknown() implements Outcome {}

    /** It does not go from the state it is in. */
    record NotNow(Status status) implements Outcome {}

    /** The gateway refused it, or could not be reached. */
    record Failed(String reason, boolean refused) implements Outcome {}
}
