package dev.terrace.cachectl.client;

/** Exit codes of every command. */
public final class Exit {
    /** Fine. */
    public static final int FINE = 0;

    /** A problem was found, or the suite refused. */
    public static final int PROBLEM = 1;

    /** Wrong use. */
    public static final int USAGE = 2;

    /** The suite cannot be reached. */
    public static final int UNREACHABLE = 3;

    private Exit() {}
}
