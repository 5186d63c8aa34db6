package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.Position;
import java.util.List;

/**
 * What a header says of its entry, read without the value.
 *
 * @param cache the cache
 * @param key the full key
 * @param etag strong validator
 * @param tags tags it bore when it was filled
 * @param asOf its stamp
 * @param deleted a mark in place of an entry
 * @param expiresMs Unix milliseconds
 */
public record Label(
        String cache, String key, String etag, List<String> tags, Position asOf, boolean deleted, long expiresMs) {}
