package dev.terrace.gateway.cache.view;

/** Of an entry under the marks a node knows. */
public enum Verdict {
    /** No mark that covers it is newer. */
    VALID,
    /** No mark that makes invalid is newer, but a soft one is: {@link View#softened}. */
    STALE,
    /** A mark covers it, or may have. */
    INVALID,
    /** It was checked in an epoch whose marks are lost: nothing is known. */
    OTHER_EPOCH
}
