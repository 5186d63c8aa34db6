package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;

/**
 * Names in Redis. The cache is the hash tag, so all of it lies in one slot. Entries and the head carry the server's run: one that comes back
 * from a snapshot is another run, and what it holds of the one before counts as absent. Records carry neither run nor generation.
 *
 * <pre>
 * head   = "f:{" cache "}:" run
 * entry  = "t:{" cache "}:" run ":" epoch "." offset ":" key
 * record = "r:{" cache "}:" key
 * once   = "o:{" cache "}:" length-of-key ":" key ":" id  ; outcome of an increment under a caller's name: count " " asked
 * fence  = "d:{" cache "}:" key                           ; position of the last conditional write, for a minute
 * </pre>
 */
record WireKeys(String cache) {
    String head(String run) {
        return "f:{" + cache + "}:" + run;
    }

    String entry(String run, Position generation, CacheKey key) {
        return "t:{" + cache + "}:" + run + ":" + generation.epoch() + "." + generation.offset() + ":" + key.key();
    }

    String record(String key) {
        return "r:{" + cache + "}:" + key;
    }

    String once(String key, String id) {
        return "o:{" + cache + "}:" + key.length() + ":" + key + ":" + id;
    }

    String fence(String key) {
        return "d:{" + cache + "}:" + key;
    }

    /** Glob of all records, with what is special in it taken as it is. */
    String everyRecord() {
        return everyRecord("");
    }

    /** Glob of the records whose keys begin so. */
    String everyRecord(String prefix) {
        return literal(record(prefix)) + "*";
    }

    /** Glob of the entries whose keys begin so. */
    String everyEntry(String run, Position generation, String prefix) {
        return literal(entry(run, generation, new CacheKey(cache, prefix, 0))) + "*";
    }

    private static String literal(String name) {
        return name.replaceAll("([\\\\*?\\[\\]^-])", "\\\\$1");
    }
}
