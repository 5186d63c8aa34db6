package dev.terrace.gateway.cache;

/**
 * A value cannot be sealed, or a record not be opened, because this node lacks the key. The tier itself is well: its breaker does not count
 * this. Without a stack: it may come with every request until the key is there.
 */
public final class LockedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For people. */
    public LockedException(String detail) {
        super(detail, null, false, false);
    }
}
