package dev.terrace.cachectl.client;

/** What the suite refused, or that it was not there; the message is for people. */
public final class SuiteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public SuiteException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** One of {@link Exit}. */
    public int exitCode() {
        return exitCode;
    }
}
