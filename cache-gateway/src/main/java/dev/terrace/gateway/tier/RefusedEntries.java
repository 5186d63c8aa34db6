package dev.terrace.gateway.tier;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding.Reason;

/** Hears of stored bytes that were refused and are being removed. On the path of requests: must not block or throw. */
@FunctionalInterface
public interface RefusedEntries {
    /** A tier held bytes under the key that are no entry of it. */
    void refused(TierName tier, CacheKey key, Reason why);
}
