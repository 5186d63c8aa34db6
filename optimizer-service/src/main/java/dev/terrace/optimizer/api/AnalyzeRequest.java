package dev.terrace.optimizer.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to analyse.
 *
 * @param cacheName the cache, null for all
 * @param days how far back the sums go, 7 when absent
 */
public record AnalyzeRequest(
        @Nullable @Pattern(regexp = "[a-z][a-z0-9_-]{0,62}", message = "Not a cache's name.")
        String cacheName,

        @Nullable @Min(value = 1, message = "At least 1.") @Max(value = 90, message = "At most 90.")
        Integer days) {
    static final int DEFAULT_DAYS = 7;

    int daysOrDefault() {
        return days == null ? DEFAULT_DAYS : days;
    }
}
