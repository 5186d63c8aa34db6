package dev.terrace.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value to be written.
 *
 * @param bytes the value
 * @param contentType media type, null when none
 * @param ttlMs time to live, null for the cache's own
 * @param tags tags it bears
 * @param large the bytes are the {@link Manifest} of a value that is kept apart
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record NewValue(
        byte[] bytes,
        @Nullable String contentType,
        @Nullable Long ttlMs,
        List<String> tags,
        boolean large) {

    /** One that is held. */
    public NewValue(byte[] bytes, @Nullable String contentType, @Nullable Long ttlMs, List<String> tags) {
        this(bytes, contentType, ttlMs, tags, false);
    }

    /** The same with another time to live. */
    public NewValue lasting(@Nullable Long milliseconds) {
        return new NewValue(bytes, contentType, milliseconds, tags, large);
    }
}
