package dev.terrace.gateway.cache;

import java.nio.charset.StandardCharsets;

/**
 * A key of a cache. The hash names it in marks, samples and memory; two keys with one hash only cost a refused fill, never a wrong value,
 * because tiers compare the full key.
 *
 * @param cache name of the cache
 * @param key 1 to 1,024 bytes of UTF-8
 * @param hash 64 bits over cache and key, well mixed (every range of bits is uniform)
 */
public record CacheKey(String cache, String key, long hash) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The key with its hash. */
    public static CacheKey of(String cache, String key) {
        return new CacheKey(cache, key, hash(hash(FNV_OFFSET, cache), key));
    }

    /** FNV-1a over the UTF-8 bytes, then the finalizer of MurmurHash3 (Appleby), since FNV alone leaves the high bits weak. */
    private static long hash(long seed, String text) {
        long h = seed;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return mixed(overBytes(seed, text));
            }
            h = (h ^ c) * FNV_PRIME;
        }
        return mixed(h);
    }

    /** What is not ASCII has other bytes than characters. */
    private static long overBytes(long seed, String text) {
        long h = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * FNV_PRIME;
        }
        return h;
    }

    private static long mixed(long hash) {
        long h = (hash ^ 0xff) * FNV_PRIME;
        h ^= h >>> 33;
        h *= 0xff51afd7ed558ccdL;
        h ^= h >>> 33;
        h *= 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
