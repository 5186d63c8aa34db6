package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.View;

/** What the parts of one cache share. */
record Scope(CacheSpec spec, Coherence coherence, Observer observer, Time time) {
    View view() {
        return coherence.view();
    }

    CacheKey key(String key) {
        return CacheKey.of(spec.name(), key);
    }

    long micros(long startNanos) {
        return (time.nanos() - startNanos) / 1000;
    }

    /** Whether a stale entry is an answer while it is loaded anew. */
    boolean whileRevalidating(Entry entry, long nowMs) {
        return nowMs < entry.expiresMs() + spec.staleWhileRevalidateMs();
    }

    /** Whether a stale entry is an answer when nothing better can be had. */
    boolean ifError(Entry entry, long nowMs) {
        return nowMs < entry.expiresMs() + spec.staleIfErrorMs();
    }
}
