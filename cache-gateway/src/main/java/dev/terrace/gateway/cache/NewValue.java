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
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record NewValue(
        byte[] bytes,
        @Nullable String contentType,
        @Nullable Long ttlMs,
        List<String> tags) {}
