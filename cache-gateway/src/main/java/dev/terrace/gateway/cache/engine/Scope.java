package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.view.Verdict;
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

    /** Whether the view lags too far to trust any tier: the cache is strict. */
    boolean distrusted() {
        return spec.strict() && coherence.lagging();
    }

    /** For checks of what was seen at no known floor: whatever lies under one is then invalid. */
    long noFloor() {
        return -1;
    }

    /** Whether a stale entry that was good when a tier was asked is so still: a mark may have come since. */
    boolean stillGood(CacheKey key, Read.Stale stale) {
        Verdict verdict = view().check(key, stale.entry(), stale.tier(), stale.floor());
        return verdict == Verdict.VALID || (verdict == Verdict.OTHER_EPOCH && spec.origin() != null && !spec.strict());
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
