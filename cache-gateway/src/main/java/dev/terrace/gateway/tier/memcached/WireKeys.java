package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names in Memcached, at most 250 visible ASCII characters.
 *
 * <pre>
 * entry = "v1:" cache ":" epoch "." offset "." start ":" hash     ; hash: 128 bits of SHA-256 over the key
 * floor = "v1:" cache ":" epoch "." offset "." start ":floor"
 * chunk = "v1:" cache ":" epoch "." offset "." start ":c:" id "." number   ; id: 128 random bits
 * </pre>
 */
final class WireKeys {
    private static final int MAX_NAME = 120;
    private final String prefix;

    WireKeys(String cache) {
        String name = URLEncoder.encode(cache, StandardCharsets.UTF_8);
        this.prefix = "v1:" + (name.length() > MAX_NAME ? hash(cache) : name) + ":";
    }

    String entry(Position generation, String start, CacheKey key) {
        return stem(generation, start) + hash(key.key());
    }

    String floor(Position generation, String start) {
        return stem(generation, start) + "floor";
    }

    /** Begins the names of chunks. */
    String chunks(Position generation, String start) {
        return stem(generation, start) + "c:";
    }

    private String stem(Position generation, String start) {
        return prefix + generation.epoch() + "." + generation.offset() + "." + start + ":";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
