package dev.terrace.gateway.api.data;

import org.jspecify.annotations.Nullable;

/**
 * The raw path of a request, read once: {@code /api/cache/{cache}/{key}}. The key is everything after the cache's name, percent-decoded
 * once; nothing is folded, so {@code a}, {@code a/}, {@code a//b} and {@code ../a} are keys of their own.
 */
sealed interface DataPath {
    /** What all paths here begin with. */
    String PREFIX = "/api/cache/";

    /** Names of caches as they stand in paths. */
    RecentNames CACHES = new RecentNames();

    /** Longest key, bytes of UTF-8. */
    int MAX_KEY_BYTES = 1024;

    /** Suffix of a POST that counts. */
    String INCREMENT = "/_increment";

    /** A key of a cache. */
    record Key(String cache, String key) implements DataPath {}

    /** An operation (POST): its name with the underscore, and the key it is for, null when it is for many. */
    record Operation(String cache, String name, @Nullable String key) implements DataPath {}

    /** Nothing that can be a key; the reason is for people. */
    record Malformed(String reason) implements DataPath {}

    /** Reads a path that begins with {@link #PREFIX}. */
    static DataPath of(String path, boolean post) {
        int slash = path.indexOf('/', PREFIX.length());
        String rawCache = CACHES.of(path, PREFIX.length(), slash < 0 ? path.length() : slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        String cache = PercentDecoding.decode(rawCache);
        if (cache == null) {
            return new Malformed("The cache's name is not well-formed percent-encoded UTF-8.");
        }
        if (!post) {
            return key(cache, rest);
        }
        if (rest.endsWith(INCREMENT)) {
            DataPath counted = key(cache, rest.substring(0, rest.length() - INCREMENT.length()));
            return counted instanceof Key at ? new Operation(cache, "_increment", at.key) : counted;
        }
        if (INCREMENT.endsWith(rest)) {
            return new Malformed("The key is empty.");
        }
        return rest.startsWith("_") ? new Operation(cache, rest, null) : key(cache, rest);
    }

    private static DataPath key(String cache, String raw) {
        String key = PercentDecoding.decode(raw);
        if (key == null) {
            return new Malformed("The key is not well-formed percent-encoded UTF-8.");
        }
        String fault = fault(key);
        return fault == null ? new Key(cache, key) : new Malformed(fault);
    }

    /** What is wrong with a key, null when nothing is. */
    static @Nullable String fault(String key) {
        if (key.isEmpty()) {
            return "The key is empty.";
        }
        int bytes = key.length() * 3 <= MAX_KEY_BYTES ? 0 : PercentDecoding.utf8Length(key);
        return bytes > MAX_KEY_BYTES
                ? "The key has " + bytes + " bytes of UTF-8; " + MAX_KEY_BYTES + " are allowed."
                : null;
    }
}
