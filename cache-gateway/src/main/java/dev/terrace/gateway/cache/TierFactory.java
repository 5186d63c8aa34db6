package dev.terrace.gateway.cache;

/** Makes the tiers of one kind. A new tier is one adapter with its factory, and a word in {@link TierName}. */
public interface TierFactory {
    /** Which kind. */
    TierName name();

    /**
     * A tier for that cache. Cheap and without a round trip: connections are shared by all caches and made in the background. Opening the
     * same cache again finds what the one before stored.
     */
    CacheTier open(CacheSpec spec);
}
