package dev.terrace.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.kit.problem.Problem.FieldError;
import java.util.List;

/** Which tiers a cache has: named by a {@code multi_level} one, derived from every other {@code cache_type}. */
final class Tiers {
    static final String MULTI_LEVEL = "multi_level";

    private Tiers() {}

    /**
     * Sets {@code tiers} of a cache that names one tier as its type: that tier behind a memory tier, alone when that has no room. What the
     * caller sent as tiers stays when it contradicts, and is refused by {@link #check}.
     */
    static void derive(ObjectNode settings, JsonNode sent) {
        String type = settings.path("cache_type").asText();
        if (TierName.named(type).isEmpty()) {
            return;
        }
        ArrayNode tiers = settings.arrayNode();
        boolean memory = settings.path("memory_max_mb").asDouble() > 0;
        if (memory && !type.equals(TierName.MEMORY.wireName())) {
            tiers.add(TierName.MEMORY.wireName());
        }
        tiers.add(type);
        if (!sent.isArray() || fits(sent, type)) {
            settings.set("tiers", tiers);
        }
    }

    /** Whether the caller's tiers say the same as the type: it alone, or behind memory. */
    private static boolean fits(JsonNode sent, String type) {
        int last = sent.size() - 1;
        boolean behindMemory = last == 1 && sent.path(0).asText().equals(TierName.MEMORY.wireName());
        return (last == 0 || behindMemory) && sent.path(last).asText().equals(type);
    }

    /** What is wrong with the tiers. */
    static void check(Settings s, List<FieldError> errors) {
        List<TierName> tiers = known(s.tiers(), errors);
        if (!s.cacheType().equals(MULTI_LEVEL) && TierName.named(s.cacheType()).isEmpty()) {
            errors.add(new FieldError(
                    "/cache_type", "One of multi_level, memory, redis, memcached, database, file_system."));
        } else if (!s.cacheType().equals(MULTI_LEVEL)
                && (s.tiers().isEmpty()
                        || !s.tiers().getLast().equals(s.cacheType())
                        || s.tiers().size() > 2)) {
            errors.add(new FieldError("/tiers", "Does not fit cache_type; only multi_level takes tiers of its own."));
        }
        if (tiers.contains(TierName.MEMORY) && s.memoryMaxMb().signum() <= 0) {
            errors.add(new FieldError("/memory_max_mb", "The memory tier needs room."));
        }
    }

    private static List<TierName> known(List<String> names, List<FieldError> errors) {
        if (names.isEmpty()) {
            errors.add(new FieldError("/tiers", "At least one."));
        }
        for (int i = 0; i < names.size(); i++) {
            if (TierName.named(names.get(i)).isEmpty()) {
                errors.add(new FieldError("/tiers/" + i, "One of memory, redis, memcached, database, file_system."));
            }
        }
        List<TierName> tiers =
                names.stream().flatMap(n -> TierName.named(n).stream()).toList();
        if (tiers.stream().distinct().count() < tiers.size()) {
            errors.add(new FieldError("/tiers", "Each tier once."));
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (speed(tiers.get(i)) < speed(tiers.get(i - 1))) {
                errors.add(
                        new FieldError("/tiers", "Fastest first: memory, then redis and memcached, then the others."));
                break;
            }
        }
        return tiers;
    }

    /** Memory answers in microseconds, servers of values within a millisecond, the durable ones in several. */
    private static int speed(TierName tier) {
        return switch (tier) {
            case MEMORY -> 0;
            case REDIS, MEMCACHED -> 1;
            case DATABASE, FILE_SYSTEM -> 2;
        };
    }
}
