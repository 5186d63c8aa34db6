package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.TierAnswer;

/** A tier did not answer, or was not asked. Without a stack: it is an expected outcome on a hot path. */
public final class TierFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final TierAnswer.Outcome outcome;

    /** A failure of that kind; {@code outcome} is ERROR, TIMEOUT or OPEN. */
    public TierFailure(TierAnswer.Outcome outcome, String detail) {
        super(detail, null, false, false);
        this.outcome = outcome;
    }

    /** ERROR, TIMEOUT or OPEN. */
    public TierAnswer.Outcome outcome() {
        return outcome;
    }

    /** What a failure of a tier was, whatever its class. */
    public static TierFailure of(Throwable failure) {
        return failure instanceof TierFailure tier
                ? tier
                : new TierFailure(TierAnswer.Outcome.ERROR, String.valueOf(failure.getMessage()));
    }
}
