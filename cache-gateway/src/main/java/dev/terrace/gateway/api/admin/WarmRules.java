package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.view.Glob;
import dev.terrace.gateway.warming.WarmPlan;
import dev.terrace.gateway.warming.WarmSource;
import dev.terrace.gateway.warming.kept.Definition;
import dev.terrace.gateway.warming.kept.Schedule;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makes sense of warming. */
final class WarmRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST = 1_024;
    private static final int MOST_KEYS = 10_000;

    private WarmRules() {}

    /** A definition that can be kept for a cache; 422 with pointers. {@code spec} is null when there is no such cache. */
    static Definition checked(Definition d, @Nullable CacheSpec spec, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        String name = d.name();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            errors.add(new FieldError("/name", "Needed: 1 to " + LONGEST_NAME + " characters."));
        }
        if (spec == null) {
            errors.add(new FieldError("/cache_name", "There is no open cache of that name."));
        }
        source(d, spec, errors);
        pattern(d.pattern(), errors);
        number("/top_n", d.topN(), WarmPlan.MOST, errors);
        number("/rate_per_second", d.ratePerSecond(), WarmPlan.MOST_A_SECOND, errors);
        number("/concurrency", d.concurrency(), WarmPlan.MOST_AT_ONCE, errors);
        if (d.ttl() != null && d.ttl().signum() <= 0) {
            errors.add(new FieldError("/ttl", "More than 0 seconds."));
        }
        Optional<String> zone = Schedule.zoneFault(d.timeZone());
        zone.ifPresent(why -> errors.add(new FieldError("/time_zone", why)));
        if (d.schedule() != null) {
            Schedule.fault(d.schedule(), now).ifPresent(why -> errors.add(new FieldError("/schedule", why)));
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return d;
    }

    private static void source(Definition d, @Nullable CacheSpec spec, List<FieldError> errors) {
        String name = d.source() == null ? "origin" : d.source();
        WarmSource source =
                WarmSource.named(name).filter(s -> s != WarmSource.ENTRIES).orElse(null);
        if (source == null) {
            errors.add(
                    new FieldError("/source", "One of origin, peer, hot_keys, access_log; entries are for warm_keys."));
            return;
        }
        if (spec != null) {
            source.noWay(spec).ifPresent(why -> errors.add(new FieldError("/source", why)));
        }
        if (source == WarmSource.ORIGIN && d.pattern() == null) {
            keys(d.keys(), MOST_KEYS, errors);
        } else if (d.keys() != null && !d.keys().isEmpty()) {
            keys(d.keys(), MOST_KEYS, errors);
        }
    }

    static void number(String pointer, @Nullable Integer value, int most, List<FieldError> errors) {
        if (value != null && (value < 1 || value > most)) {
            errors.add(new FieldError(pointer, "1 to " + most + "."));
        }
    }

    static void pattern(@Nullable String pattern, List<FieldError> errors) {
        if (pattern == null) {
            return;
        }
        try {
            if (pattern.isEmpty() || pattern.length() > LONGEST || Glob.of(pattern) == null) {
                errors.add(new FieldError("/pattern", "1 to " + LONGEST + " characters."));
            }
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("/pattern", "A glob with *, ? and [a-z]."));
        }
    }

    static List<String> keys(@Nullable List<String> keys, int most, List<FieldError> errors) {
        List<String> wanted = keys == null ? List.of() : keys;
        if (wanted.isEmpty() || wanted.size() > most) {
            errors.add(new FieldError("/keys", "1 to " + most + "."));
        }
        for (int i = 0; i < wanted.size() && errors.isEmpty(); i++) {
            WarmRequest.key("/keys/" + i, wanted.get(i), errors);
        }
        return wanted;
    }
}
