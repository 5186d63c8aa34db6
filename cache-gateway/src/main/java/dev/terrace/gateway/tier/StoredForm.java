package dev.terrace.gateway.tier;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LockedException;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.codec.Decoding;
import dev.terrace.gateway.codec.EntryCodec;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one cache's entries lie in one tier: encoding, what may still be served, and the report of what may not. */
public final class StoredForm {
    private final TierName tier;
    private final EntryCodec codec;
    private final InstantSource clock;
    private final RefusedEntries refused;
    private final long maxBytes;

    /** {@code maxBytes} bounds the encoded entry. */
    public StoredForm(TierName tier, CacheSpec spec, long maxBytes, Storing storing) {
        this.tier = tier;
        this.codec = storing.codecs().of(spec, tier);
        this.maxBytes = maxBytes;
        this.clock = storing.clock();
        this.refused = storing.refused();
    }

    /**
     * The entry's bytes, or null when the tier does not take so many.
     *
     * @throws LockedException when it is to be sealed and this node holds no key
     */
    public byte @Nullable [] encode(CacheKey key, Entry entry) {
        byte[] bytes = codec.encode(key, entry);
        return bytes.length > maxBytes ? null : bytes;
    }

    /** A mark in place of an entry, to be kept for that time. */
    public byte[] deletion(CacheKey key, Position at, long keepMs) {
        long now = now();
        return codec.encodeDeletion(key, at, now, now + keepMs);
    }

    /** What a stored copy is now. */
    public Read read(CacheKey key, byte[] bytes) {
        return read(key, codec.decode(key, bytes));
    }

    /**
     * What a stored record is now.
     *
     * @throws LockedException when it is there and cannot be read on this node: that is no "there is none"
     */
    public Read readRecord(CacheKey key, byte[] bytes) {
        Read read = read(key, codec.decodeRecord(key, bytes));
        if (read instanceof Read.Locked) {
            throw new LockedException("The record cannot be opened here: its key or dictionary is not at hand.");
        }
        return read;
    }

    /** The etag that the stored form of this entry bears: in an encrypted cache a label of it. */
    public String label(CacheKey key, Entry entry) {
        return codec.label(key, entry);
    }

    /** The etags that the stored form of this entry may bear: its own, and where values are sealed its label. */
    public Set<String> etags(CacheKey key, Entry entry) {
        return codec.labels(key, Set.of(entry.etag()));
    }

    /** The condition as it is compared with stored forms: those bear labels where values are sealed. */
    public Condition labelled(CacheKey key, Condition condition) {
        return condition instanceof Condition.IfMatch match
                ? new Condition.IfMatch(codec.labels(key, match.etags()))
                : condition;
    }

    private Read read(CacheKey key, Decoding decoding) {
        return switch (decoding) {
            case Decoding.Decoded decoded when decoded.entry().servable(now()) -> new Read.Live(decoded.entry());
            case Decoding.Decoded expired -> new Read.Nothing();
            case Decoding.Deleted deleted -> new Read.Nothing();
            case Decoding.Refused broken -> {
                refused.refused(tier, key, broken.reason());
                yield broken.reason().onlyHere() ? new Read.Locked() : new Read.Broken();
            }
        };
    }

    /** Milliseconds for which a store should keep the entry, at least 1. */
    public long keepMs(Entry entry) {
        return Math.max(1, entry.staleUntilMs() - now());
    }

    /** Unix milliseconds. */
    public long now() {
        return clock.millis();
    }

    /** What stored bytes are. */
    public sealed interface Read {
        /** An entry that may be served, fresh or stale. */
        record Live(Entry entry) implements Read {}

        /** Expired, or a mark in place of an entry. */
        record Nothing() implements Read {}

        /** Not to be used and already reported: the tier removes it. */
        record Broken() implements Read {}

        /** Not readable on this node, and already reported: the tier leaves it where it is. */
        record Locked() implements Read {}
    }
}
