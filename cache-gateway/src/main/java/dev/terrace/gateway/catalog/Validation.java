package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What settings make sense. All that is wrong is told at once, each with a pointer; what this release cannot do is refused, not ignored. */
public final class Validation {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final long TEN_YEARS = 315_360_000L;

    private Validation() {}

    /**
     * The settings, when nothing is wrong with them.
     *
     * @throws Problem 422 with a pointer for each field at fault
     */
    public static Settings check(Settings settings) {
        List<FieldError> errors = new ArrayList<>();
        if (settings.name() == null || !NAME.matcher(settings.name()).matches()) {
            errors.add(new FieldError("/name", "Needed: a letter, then up to 62 of a-z, 0-9, _ and -."));
        }
        Tiers.check(settings, errors);
        bounds(settings, errors);
        words(settings, errors);
        strategy(settings, errors);
        AckRules.check(settings, errors);
        QuotaRules.check(settings, errors);
        DependentRules.check(settings.invalidates(), errors);
        if (settings.origin() != null) {
            OriginRules.check(settings.origin(), errors);
        }
        notYet(settings, errors);
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return settings;
    }

    private static void bounds(Settings s, List<FieldError> errors) {
        within("/ttl_seconds", s.ttlSeconds(), 1, TEN_YEARS, errors);
        within("/stale_while_revalidate_seconds", s.staleWhileRevalidateSeconds(), 0, TEN_YEARS, errors);
        within("/stale_if_error_seconds", s.staleIfErrorSeconds(), 0, TEN_YEARS, errors);
        within("/negative_ttl_seconds", s.negativeTtlSeconds(), 0, TEN_YEARS, errors);
        within("/ttl_jitter_percent", s.ttlJitterPercent(), 0, 50, errors);
        within("/max_value_kb", s.maxValueKb(), 1, Large.maxValueKb(s), errors);
        within("/priority", s.priority(), 0, 1000, errors);
        within("/slo/hit_ratio", s.slo().hitRatio(), BigDecimal.ZERO, BigDecimal.ONE, errors);
        within("/slo/p99_ms", s.slo().p99Ms(), new BigDecimal("0.001"), BigDecimal.valueOf(60_000), errors);
        within("/max_size_mb", s.maxSizeMb(), new BigDecimal("0.001"), BigDecimal.valueOf(10_000_000), errors);
        within("/memory_max_mb", s.memoryMaxMb(), BigDecimal.ZERO, BigDecimal.valueOf(1_000_000), errors);
        within("/auto_optimize/max_step_percent", s.autoOptimize().maxStepPercent(), 1, 100, errors);
    }

    private static void within(String pointer, long value, long low, long high, List<FieldError> errors) {
        within(pointer, BigDecimal.valueOf(value), BigDecimal.valueOf(low), BigDecimal.valueOf(high), errors);
    }

    private static void within(
            String pointer, BigDecimal value, BigDecimal low, BigDecimal high, List<FieldError> errors) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            errors.add(new FieldError(pointer, low.toPlainString() + " to " + high.toPlainString() + "."));
        }
    }

    private static void words(Settings s, List<FieldError> errors) {
        oneOf("/strategy", s.strategy(), List.of("cache_aside", "write_through", "write_back", "write_around"), errors);
        oneOf("/consistency", s.consistency(), List.of("relaxed", "strict"), errors);
        oneOf("/ack", s.ack(), List.of("memory", "log", "fsync", "origin"), errors);
        oneOf("/auto_optimize/approval", s.autoOptimize().approval(), List.of("automatic", "manual"), errors);
    }

    static void oneOf(String pointer, String value, List<String> words, List<FieldError> errors) {
        if (!words.contains(value)) {
            errors.add(new FieldError(pointer, "One of " + String.join(", ", words) + "."));
        }
    }

    /** Writes need somewhere to land: an origin that takes them, or without one a tier that can hold the record. */
    private static void strategy(Settings s, List<FieldError> errors) {
        boolean record = s.tiers().stream().anyMatch(List.of("redis", "database", "file_system")::contains);
        boolean lands = s.origin() == null ? record : s.origin().writable();
        if (s.strategy().startsWith("write_") && !lands) {
            errors.add(new FieldError(
                    "/strategy", "Needs a writable origin, or without one a tier that can hold the record."));
        }
        Settings.Origin origin = s.origin();
        boolean fenced = origin == null
                || !origin.type().equals("http")
                || origin.conditional()
                || origin.ordering().equals("best_effort");
        if (s.strategy().equals("write_back") && !fenced) {
            errors.add(new FieldError(
                    "/origin/conditional",
                    "write_back needs an origin that honours If-Match (conditional), or ordering best_effort."));
        }
    }

    private static void notYet(Settings s, List<FieldError> errors) {
        refuse(!s.evictionPolicy().equals("w_tinylfu"), "/eviction_policy", errors);
        refuse(!s.cdnMapping().isEmpty(), "/cdn_mapping", errors);
        refuse(s.autoOptimize().enabled(), "/auto_optimize/enabled", errors);
    }

    private static void refuse(boolean asked, String pointer, List<FieldError> errors) {
        if (asked) {
            errors.add(new FieldError(pointer, "This value is not supported by this release."));
        }
    }
}
