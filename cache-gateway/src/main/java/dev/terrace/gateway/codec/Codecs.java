package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.TierName;

/** Makes the codec of a cache in a tier. */
@FunctionalInterface
public interface Codecs {
    /** Without keys and dictionaries. */
    Codecs PLAIN = (spec, tier) -> new EntryCodec(
            new Wrapping(spec.compression(), spec.encryption(), ValueKeys.NONE, Dictionaries.NONE),
            spec.maxValueBytes());

    /** Of that cache, in that tier. Cheap and without a round trip. */
    EntryCodec of(CacheSpec spec, TierName tier);
}
