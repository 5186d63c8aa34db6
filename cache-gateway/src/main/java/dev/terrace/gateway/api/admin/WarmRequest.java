package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.warming.WarmPlan;
import dev.terrace.gateway.warming.WarmSource;
import dev.terrace.gateway.warming.Warmth;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be warmed.
 *
 * @param cacheName the cache
 * @param keys keys to load from the origin
 * @param source origin, peer, entries, hot_keys or access_log; absent for entries when there are some, else origin
 * @param entries values to write, in base64
 * @param limit at most so many of them; absent for all
 * @param ratePerSecond keys a second; 500 when absent
 * @param ttl seconds, for entries that bring none and for what the origin brings
 * @param pattern glob over the keys that this gateway knows
 * @param concurrency keys at once; 8 when absent
 * @param accessLog lines of a log: a key each, CSV with a column {@code key}, or JSON objects with a field {@code key}; absent for the
 *     keys that this gateway saw last
 * @param origin always null: a cache is warmed from its own origin
 */
public record WarmRequest(
        @Nullable String cacheName,
        @Nullable List<String> keys,
        @Nullable String source,
        @Nullable List<Entry> entries,
        @Nullable Integer limit,
        @Nullable Integer ratePerSecond,
        @Nullable BigDecimal ttl,
        @Nullable String pattern,
        @Nullable Integer concurrency,
        @Nullable String accessLog,
        @Nullable Object origin) {
    private static final int MOST = 10_000;
    private static final int LONGEST = 1_024;
    private static final int HOTTEST = 1000;
    private static final BigDecimal SECOND = BigDecimal.valueOf(1000);

    /** A value to write; {@code ttl} in seconds. */
    public record Entry(
            @Nullable String key,
            @Nullable String value,
            @Nullable String contentType,
            @Nullable BigDecimal ttl,
            @Nullable List<String> tags) {}

    String cache() {
        if (cacheName == null || cacheName.isBlank()) {
            throw Problem.field("/cache_name", "Needed.");
        }
        return cacheName;
    }

    int rate() {
        return ratePerSecond == null ? WarmPlan.RATE : ratePerSecond;
    }

    /** What to do; 422 with pointers when it makes no sense or there is no way to load. */
    WarmPlan plan(CacheSpec spec) {
        List<FieldError> errors = new ArrayList<>();
        WarmSource from = source(errors);
        from.noWay(spec).ifPresent(why -> errors.add(new FieldError("/source", why)));
        WarmRules.number("/rate_per_second", ratePerSecond, WarmPlan.MOST_A_SECOND, errors);
        WarmRules.number("/concurrency", concurrency, WarmPlan.MOST_AT_ONCE, errors);
        WarmRules.number("/limit", limit, WarmPlan.MOST, errors);
        WarmRules.pattern(pattern, errors);
        positive("/ttl", ttl, errors);
        if (origin != null) {
            errors.add(new FieldError("/origin", "A cache is warmed from its own origin."));
        }
        List<Warmth.Item> items = from == WarmSource.ENTRIES ? broughtOnes(errors) : List.of();
        List<String> wanted = wanted(from, errors);
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return new WarmPlan(
                from,
                wanted,
                pattern,
                items,
                limit == null ? (from == WarmSource.HOT_KEYS ? HOTTEST : WarmPlan.MOST) : limit,
                ttl == null ? null : ttl.multiply(SECOND).longValue(),
                rate(),
                concurrency == null ? WarmPlan.CONCURRENCY : concurrency);
    }

    private WarmSource source(List<FieldError> errors) {
        String name = source == null ? (entries == null ? "origin" : "entries") : source;
        return WarmSource.named(name).orElseGet(() -> {
            errors.add(new FieldError("/source", "One of " + WarmSource.names() + "."));
            return WarmSource.ENTRIES;
        });
    }

    private List<String> wanted(WarmSource from, List<FieldError> errors) {
        return switch (from) {
            case PEER -> keys == null ? List.of() : WarmRules.keys(keys, MOST, errors);
            case ORIGIN -> pattern != null && keys == null ? List.of() : WarmRules.keys(keys, MOST, errors);
            case ACCESS_LOG -> accessLog == null ? List.of() : AccessLog.keys(accessLog, errors);
            case ENTRIES, HOT_KEYS -> List.of();
        };
    }

    private List<Warmth.Item> broughtOnes(List<FieldError> errors) {
        List<Entry> wanted = entries == null ? List.of() : entries;
        size("/entries", wanted.size(), errors);
        List<Warmth.Item> items = new ArrayList<>();
        for (int i = 0; i < wanted.size() && errors.isEmpty(); i++) {
            Entry entry = wanted.get(i);
            String at = "/entries/" + i;
            key(at + "/key", entry.key(), errors);
            positive(at + "/ttl", entry.ttl(), errors);
            byte[] bytes = decoded(at + "/value", entry.value(), errors);
            BigDecimal life = entry.ttl() == null ? ttl : entry.ttl();
            Long millis = life == null ? null : life.multiply(SECOND).longValue();
            List<String> tags = entry.tags() == null ? List.of() : entry.tags();
            items.add(new Warmth.Item(
                    Objects.requireNonNullElse(entry.key(), ""),
                    new NewValue(bytes, entry.contentType(), millis, tags)));
        }
        return items;
    }

    private static void size(String pointer, int size, List<FieldError> errors) {
        if (size < 1 || size > MOST) {
            errors.add(new FieldError(pointer, "1 to " + MOST + "."));
        }
    }

    static void key(String pointer, @Nullable String key, List<FieldError> errors) {
        if (key == null || key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            errors.add(new FieldError(pointer, "1 to " + LONGEST + " bytes."));
        }
    }

    private static void positive(String pointer, @Nullable BigDecimal ttl, List<FieldError> errors) {
        if (ttl != null && ttl.signum() <= 0) {
            errors.add(new FieldError(pointer, "More than 0 seconds."));
        }
    }

    private static byte[] decoded(String pointer, @Nullable String value, List<FieldError> errors) {
        try {
            return Base64.getDecoder().decode(Objects.requireNonNullElse(value, "!"));
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(pointer, "Needed, in base64."));
            return new byte[0];
        }
    }
}
