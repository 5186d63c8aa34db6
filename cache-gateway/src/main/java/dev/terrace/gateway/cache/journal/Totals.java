package dev.terrace.gateway.cache.journal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How much is not settled. */
final class Totals {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dirty = new AtomicLong();
    private final AtomicLong dead = new AtomicLong();
    private final ConcurrentHashMap<String, OfCache> caches = new ConcurrentHashMap<>();

    private static final class OfCache {
        final AtomicLong dirty = new AtomicLong();
        final AtomicLong dead = new AtomicLong();
    }

    void came(Unsettled one) {
        add(one, 1);
    }

    void gone(Unsettled one) {
        add(one, -1);
    }

    private void add(Unsettled one, int sign) {
        bytes.addAndGet(sign * one.weight());
        OfCache cache = caches.computeIfAbsent(one.write().key().cache(), c -> new OfCache());
        (one.dirty() ? dirty : dead).addAndGet(sign);
        (one.dirty() ? cache.dirty : cache.dead).addAndGet(sign);
    }

    long bytes() {
        return bytes.get();
    }

    long dirty() {
        return dirty.get();
    }

    long dead() {
        return dead.get();
    }

    long dirty(String cache) {
        OfCache found = caches.get(cache);
        return found == null ? 0 : found.dirty.get();
    }

    long dead(String cache) {
        OfCache found = caches.get(cache);
        return found == null ? 0 : found.dead.get();
    }
}
