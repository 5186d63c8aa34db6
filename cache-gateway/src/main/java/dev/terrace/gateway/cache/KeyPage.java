package dev.terrace.gateway.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a cache holds.
 *
 * @param items valid entries, each once
 * @param next cursor of the next page, null on the last one
 * @param unlisted tiers that were not listed, with the reason: they cannot, or are away now
 */
public record KeyPage(List<Item> items, @Nullable String next, List<Unlisted> unlisted) {

    /**
     * One key.
     *
     * @param tiers that hold it, fastest first, of those that can tell
     * @param bytes that it takes in the first of them
     * @param ttlMs until it is stale, 0 when it is
     */
    public record Item(String key, List<TierName> tiers, long bytes, long ttlMs, List<String> tags) {}

    /** A tier whose keys are not among the items unless another tier holds them. */
    public record Unlisted(TierName tier, String reason) {}
}
