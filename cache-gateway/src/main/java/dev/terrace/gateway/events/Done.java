package dev.terrace.gateway.events;

/** What came of trying a command. */
sealed interface Done {
    /** It had its effect. */
    record Effected() implements Done {}

    /** It can never have one: a dead letter with this reason. */
    record Bad(String reason) implements Done {}

    /**
     * It cannot have one now.
     *
     * @param reason for the log and, when it is given up, the dead letter
     * @param tries how often it is tried at most; {@link #FOREVER} while that is this suite's own fault
     */
    record NotNow(String reason, int tries) implements Done {}

    /** No limit: what is acknowledged to the publisher is not lost because a server of ours is away. */
    int FOREVER = Integer.MAX_VALUE;

    /** An origin that goes on failing is its owner's to mend: about half a minute. */
    int ORIGIN_TRIES = 10;

    /** A cache made a moment ago may not be known here yet: about three seconds. */
    int UNKNOWN_TRIES = 6;

    /** What nobody foresaw: about a quarter of an hour, then it is kept as a dead letter rather than in the way of all others. */
    int UNEXPECTED_TRIES = 200;

    /** It had its effect. */
    Done EFFECTED = new Effected();
}
