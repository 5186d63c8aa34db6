package dev.terrace.gateway.catalog;

import dev.terrace.kit.problem.Problem.FieldError;
import java.util.List;

/**
 * What makes sense of quotas. {@code bytes} is kept by eviction: it is shared out among the tiers that can be bounded and hold copies. A
 * record is never evicted, and Redis and Memcached do not tell one cache's bytes from another's; a cache that has nothing else is refused
 * the quota, since it would not be kept.
 */
final class QuotaRules {
    private static final long MOST_OPERATIONS = 100_000_000;
    private static final long LEAST_BYTES = 4096;
    private static final List<String> BOUNDED = List.of("database", "file_system");

    private QuotaRules() {}

    static void check(Settings s, List<FieldError> errors) {
        Long operations = s.quotas().operationsPerSecond();
        if (operations != null && (operations < 1 || operations > MOST_OPERATIONS)) {
            errors.add(new FieldError("/quotas/operations_per_second", "1 to " + MOST_OPERATIONS + "."));
        }
        Long bytes = s.quotas().bytes();
        if (bytes != null && bytes < LEAST_BYTES) {
            errors.add(new FieldError("/quotas/bytes", "At least " + LEAST_BYTES + "."));
        } else if (bytes != null && bounded(s) == 0) {
            errors.add(new FieldError(
                    "/quotas/bytes", "Needs copies in database or file_system: no other shared tier can keep it."));
        }
    }

    /** Bytes that each bounded tier may hold. */
    static long share(Settings s, long maxBytes) {
        Long quota = s.quotas().bytes();
        return quota == null ? maxBytes : Math.min(maxBytes, quota / Math.max(1, bounded(s)));
    }

    /** Tiers that can be bounded and hold copies; without an origin the first of them holds the record. */
    private static long bounded(Settings s) {
        long all = s.tiers().stream().filter(BOUNDED::contains).count();
        return s.origin() == null ? Math.max(0, all - 1) : all;
    }
}
