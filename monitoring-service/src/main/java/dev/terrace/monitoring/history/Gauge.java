package dev.terrace.monitoring.history;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tier held at the end of a span.
 *
 * @param entries resident entries, -1 when it cannot tell
 * @param bytes resident bytes, -1 when it cannot tell
 * @param maxBytes its bound, -1 without one
 * @param breaker closed, half_open or open
 */
public record Gauge(long entries, long bytes, long maxBytes, String breaker) {
    /** Nothing known. */
    public static final Gauge UNKNOWN = new Gauge(-1, -1, -1, "closed");

    private static final List<String> BREAKERS = List.of("closed", "half_open", "open");
    /** Tiers of which each node has its own; the others are one store that every node reports. */
    private static final Set<String> OF_A_NODE = Set.of("memory", "file_system");

    /** Two nodes' reports of one tier: their own ones add up, a shared one is the same seen twice. */
    Gauge beside(Gauge other, String tier) {
        return OF_A_NODE.contains(tier)
                ? plus(other)
                : new Gauge(
                        Math.max(entries, other.entries),
                        Math.max(bytes, other.bytes),
                        Math.max(maxBytes, other.maxBytes),
                        worse(other));
    }

    /** Of two caches. */
    Gauge plus(Gauge other) {
        return new Gauge(
                sum(entries, other.entries), sum(bytes, other.bytes), sum(maxBytes, other.maxBytes), worse(other));
    }

    /** Bytes of the bound in percent, null without a bound. */
    public @Nullable Double usedPercent() {
        return bytes < 0 || maxBytes <= 0 ? null : Double.valueOf(100.0 * bytes / maxBytes);
    }

    private String worse(Gauge other) {
        return BREAKERS.indexOf(breaker) >= BREAKERS.indexOf(other.breaker) ? breaker : other.breaker;
    }

    private static long sum(long a, long b) {
        return a < 0 ? b : b < 0 ? a : a + b;
    }
}
