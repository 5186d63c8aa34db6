package dev.terrace.gateway.tier.memory;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;

/** Where an entry lies in memory. Raising its asOf changes nothing else, so it needs no lock and no copy of the map's node. */
final class Slot {
    private final CacheKey key;
    private volatile Entry entry;

    Slot(CacheKey key, Entry entry) {
        this.key = key;
        this.entry = entry;
    }

    CacheKey key() {
        return key;
    }

    Entry entry() {
        return entry;
    }

    boolean holds(CacheKey other) {
        return key.key().equals(other.key()) && key.cache().equals(other.cache());
    }

    /** Whether it holds something that was checked later. */
    boolean newerThan(Entry other) {
        return other.asOf().before(entry.asOf());
    }

    void raise(Entry checked) {
        entry = checked;
    }
}
