package dev.terrace.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with what is known of it. Immutable; the array is not to be written after construction.
 *
 * @param value the bytes; empty for a negative entry
 * @param contentType media type, null when none was given
 * @param tags tags it bore when it was filled
 * @param etag strong validator without quotes
 * @param asOf position up to which it was checked against the log: it is good while no mark that covers it is newer
 * @param createdMs Unix milliseconds of the fill or write
 * @param expiresMs Unix milliseconds from which it is stale
 * @param staleUntilMs Unix milliseconds until which it may be served stale; at least {@code expiresMs}
 * @param loadCostMicros what loading it cost, microseconds; 0 when a caller wrote it
 * @param negative the origin said that there is no such thing
 * @param large the value is the {@link Manifest} of one that is kept apart
 */
@SuppressWarnings("ArrayRecordComponent") // compared by etag; copying values would double the cost of a hit
public record Entry(
        byte[] value,
        @Nullable String contentType,
        List<String> tags,
        String etag,
        Position asOf,
        long createdMs,
        long expiresMs,
        long staleUntilMs,
        long loadCostMicros,
        boolean negative,
        boolean large) {

    /** One whose value is held. */
    public Entry(
            byte[] value,
            @Nullable String contentType,
            List<String> tags,
            String etag,
            Position asOf,
            long createdMs,
            long expiresMs,
            long staleUntilMs,
            long loadCostMicros,
            boolean negative) {
        this(value, contentType, tags, etag, asOf, createdMs, expiresMs, staleUntilMs, loadCostMicros, negative, false);
    }

    /** The same, checked up to a later position. */
    public Entry checkedAt(Position position) {
        return new Entry(
                value,
                contentType,
                tags,
                etag,
                position,
                createdMs,
                expiresMs,
                staleUntilMs,
                loadCostMicros,
                negative,
                large);
    }

    /** The same, stale from that time on if it was not to be before; how long it may be served stale stays. */
    public Entry endedAt(long endMs) {
        if (endMs >= expiresMs) {
            return this;
        }
        long staleUntil = endMs + (staleUntilMs - expiresMs);
        return new Entry(
                value, contentType, tags, etag, asOf, createdMs, endMs, staleUntil, loadCostMicros, negative, large);
    }

    /** Whether it is fresh at that time. */
    public boolean fresh(long nowMs) {
        return nowMs < expiresMs;
    }

    /** Whether it may still be served, fresh or stale. */
    public boolean servable(long nowMs) {
        return nowMs < staleUntilMs;
    }

    /** Bytes it takes, about: value, strings and the object around them. */
    public int weight() {
        int strings = etag.length() + (contentType == null ? 0 : contentType.length());
        for (String tag : tags) {
            strings += tag.length() + 24;
        }
        return value.length + strings + 160;
    }
}
