package dev.terrace.gateway.cache.engine;

/** The coherence log is needed and cannot be reached. */
final class LogAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogAwayException() {
        super("the coherence log cannot be reached", null, false, false);
    }
}
