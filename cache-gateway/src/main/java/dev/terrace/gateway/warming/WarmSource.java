package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.TierName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where what is warmed comes from. */
public enum WarmSource {
    /** Given keys, or known keys that match a pattern, from the cache's origin. */
    ORIGIN,
    /** Values that the caller brings. */
    ENTRIES,
    /** The hottest keys of the last minute, as this gateway saw it. */
    HOT_KEYS,
    /** What another gateway has in memory, hottest first; into memory only. */
    PEER,
    /** The keys of a given access log, or those that this gateway saw last. */
    ACCESS_LOG;

    /** As in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The source of that wire name. */
    public static Optional<WarmSource> named(String name) {
        return Arrays.stream(values()).filter(s -> s.wireName().equals(name)).findFirst();
    }

    /** All wire names, for people. */
    public static String names() {
        return String.join(
                ", ", Arrays.stream(values()).map(WarmSource::wireName).toList());
    }

    /** Why a cache cannot be warmed from here; empty when it can. */
    public Optional<String> noWay(CacheSpec spec) {
        List<TierName> tiers = spec.tiers();
        boolean shared = tiers.stream().anyMatch(tier -> tier != TierName.MEMORY);
        return switch (this) {
            case ORIGIN -> spec.origin() == null ? no("the cache has no origin; bring entries") : Optional.empty();
            case ENTRIES -> Optional.empty();
            case PEER ->
                tiers.contains(TierName.MEMORY) ? Optional.empty() : no("the cache has no memory tier to fill");
            case HOT_KEYS, ACCESS_LOG ->
                spec.origin() == null && !shared
                        ? no("the cache has no origin and no tier below memory")
                        : Optional.empty();
        };
    }

    private static Optional<String> no(String why) {
        return Optional.of("There is no way to load: " + why + ".");
    }
}
