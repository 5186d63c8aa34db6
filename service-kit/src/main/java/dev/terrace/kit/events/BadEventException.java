package dev.terrace.kit.events;

/** A record that is no event of its topic. The message is fit for a dead-letter header. */
public final class BadEventException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadEventException(String reason) {
        super(reason, null, false, false);
    }
}
