package dev.terrace.benchmarks.visibility;

/**
 * When something was sent, acknowledged to its sender, and there for another; nanoseconds.
 */
record Moments(long sent, long acknowledged, long there) {
    /** From the acknowledgement, microseconds; 0 when it was there before. */
    long afterAcknowledgement() {
        return Math.max(0, there - acknowledged) / 1000;
    }

    /** From the sending, microseconds. */
    long afterSending() {
        return (there - sent) / 1000;
    }
}
