package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.ContentTag;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.journal.Journaled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes entries as a cache's configuration says. */
record Entries(CacheSpec spec, Time time) {
    private static final byte[] NOTHING = {};
    private static final long LEAST_MS = 1000;

    /** A value that a caller wrote or a source gave. */
    Entry of(CacheKey key, NewValue value, Position asOf, long loadCostMicros) {
        return of(key, value, null, asOf, loadCostMicros);
    }

    /** The same of an origin that has versions of its own. */
    Entry of(CacheKey key, NewValue value, @Nullable String version, Position asOf, long loadCostMicros) {
        long ttl = value.ttlMs() != null ? value.ttlMs() : jittered(key, spec.ttlMs());
        long now = time.millis();
        return new Entry(
                value.bytes(),
                value.contentType(),
                value.tags(),
                etag(value, version),
                asOf,
                now,
                plus(now, ttl),
                plus(now, ttl, Math.max(spec.staleWhileRevalidateMs(), spec.staleIfErrorMs())),
                loadCostMicros,
                false,
                value.large());
    }

    /** A write that is not carried out yet, or its deletion; its age counts from when it was made. An origin's value has no end of its own. */
    Entry written(Journaled.Write write, Position asOf) {
        NewValue value = write.value() == null ? new NewValue(NOTHING, null, null, List.of()) : write.value();
        long ttl = value.ttlMs() != null ? value.ttlMs() : jittered(write.key(), spec.ttlMs());
        long least = spec.origin() == null ? 0 : time.millis() + LEAST_MS;
        long until = Math.max(plus(write.atMs(), ttl), least);
        return new Entry(
                value.bytes(),
                value.contentType(),
                value.tags(),
                etag(value),
                asOf,
                write.atMs(),
                until,
                until,
                0,
                false,
                value.large());
    }

    /** A remembered absence. */
    Entry absence(Position asOf, long loadCostMicros) {
        long now = time.millis();
        long until = plus(now, spec.negativeTtlMs());
        return new Entry(NOTHING, null, List.of(), "absent", asOf, now, until, until, loadCostMicros, true);
    }

    /** Entries that were filled together do not end together: the TTL is shortened by up to the jitter, by the key's hash. */
    private long jittered(CacheKey key, long ttl) {
        double share = (key.hash() >>> 11) * 0x1.0p-53;
        return ttl - (long) (ttl * (spec.ttlJitterPercent() / 100.0) * share);
    }

    private static long plus(long now, long... durations) {
        long sum = now;
        for (long duration : durations) {
            sum = sum + duration < sum ? Long.MAX_VALUE : sum + duration;
        }
        return sum;
    }

    /** With the origin's version in front: a row that came back to an old value has another etag. */
    static String etag(NewValue value, @Nullable String version) {
        return version == null ? etag(value) : version + "-" + etag(value);
    }

    /** Strong: over the media type and the bytes, also where they are kept apart. */
    static String etag(NewValue value) {
        if (value.large()) {
            return Manifest.of(value.bytes()).etag();
        }
        ContentTag tag = new ContentTag(value.contentType());
        tag.add(value.bytes());
        return tag.etag();
    }
}
