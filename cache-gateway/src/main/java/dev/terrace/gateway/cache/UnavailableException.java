package dev.terrace.gateway.cache;

/** Something that is needed for an invalidation (the log of a strict cache, the record tier) cannot be reached: 503. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what is away, for people. */
    public UnavailableException(String detail) {
        super(detail, null, false, false);
    }
}
