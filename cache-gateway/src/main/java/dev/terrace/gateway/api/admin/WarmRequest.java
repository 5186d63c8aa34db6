package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.NewValue;
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
 * @param source origin, or entries; absent for what fits
 * @param entries values to write, in base64
 * @param limit at most so many of them; absent for all
 * @param ratePerSecond keys a second; 500 when absent
 * @param ttl seconds, for entries that bring none
 */
public record WarmRequest(
        @Nullable String cacheName,
        @Nullable List<String> keys,
        @Nullable String source,
        @Nullable List<Entry> entries,
        @Nullable Integer limit,
        @Nullable Integer ratePerSecond,
        @Nullable BigDecimal ttl) {
    private static final int MOST = 10_000;
    private static final int LONGEST = 1_024;
    private static final int MOST_A_SECOND = 10_000;
    private static final int DEFAULT_RATE = 500;
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
        return ratePerSecond == null ? DEFAULT_RATE : ratePerSecond;
    }

    /** What to do; 422 with pointers when it makes no sense or there is no way to load. */
    Warmth warmth(CacheSpec spec) {
        List<FieldError> errors = new ArrayList<>();
        boolean brought = "entries".equals(source) || (source == null && entries != null);
        if (source != null && !List.of("origin", "entries").contains(source)) {
            errors.add(new FieldError("/source", "This release warms from origin and entries."));
        } else if (!brought && spec.origin() == null) {
            errors.add(new FieldError("/source", "There is no way to load: the cache has no origin; bring entries."));
        }
        if (rate() < 1 || rate() > MOST_A_SECOND) {
            errors.add(new FieldError("/rate_per_second", "1 to " + MOST_A_SECOND + "."));
        }
        if (limit != null && limit < 1) {
            errors.add(new FieldError("/limit", "At least 1."));
        }
        positive("/ttl", ttl, errors);
        if (!brought && ttl != null) {
            errors.add(new FieldError("/ttl", "Only for entries; what is loaded lives as long as the cache says."));
        }
        Warmth warmth = brought ? broughtOnes(errors) : new Warmth.FromOrigin(checkedKeys(errors));
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return warmth;
    }

    private List<String> checkedKeys(List<FieldError> errors) {
        List<String> wanted = keys == null ? List.of() : keys;
        size("/keys", wanted.size(), errors);
        for (int i = 0; i < wanted.size() && errors.isEmpty(); i++) {
            key("/keys/" + i, wanted.get(i), errors);
        }
        return bounded(wanted);
    }

    private Warmth broughtOnes(List<FieldError> errors) {
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
        return new Warmth.Brought(bounded(items));
    }

    private <T> List<T> bounded(List<T> all) {
        return limit == null || limit < 1 || limit >= all.size() ? all : all.subList(0, limit);
    }

    private static void size(String pointer, int size, List<FieldError> errors) {
        if (size < 1 || size > MOST) {
            errors.add(new FieldError(pointer, "1 to " + MOST + "."));
        }
    }

    private static void key(String pointer, @Nullable String key, List<FieldError> errors) {
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
