package dev.terrace.gateway.warming;

/**
 * A rate, kept by counted time: of what it allowed and nobody took, a tenth of a second is saved up and no more. In any stretch of s seconds
 * at most {@code s * rate + max(1, rate / 10)} are allowed. Not safe for several threads.
 */
final class Pace {
    private final double perNano;
    private final double most;
    private double saved;
    private long lastNanos;

    Pace(int perSecond, long nowNanos) {
        perNano = perSecond / 1e9;
        most = Math.max(1, perSecond / 10.0);
        saved = 1;
        lastNanos = nowNanos;
    }

    /** Takes one if it is allowed now. */
    boolean take(long nowNanos) {
        saved = Math.min(most, saved + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (saved < 1) {
            return false;
        }
        saved--;
        return true;
    }

    /** Milliseconds until one is allowed again, at least 1. */
    long waitMs() {
        return Math.max(1, (long) Math.ceil((1 - saved) / perNano / 1e6));
    }
}
