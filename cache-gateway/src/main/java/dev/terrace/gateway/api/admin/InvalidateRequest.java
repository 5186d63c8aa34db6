package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.invalidation.InvalidationRequest;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.problem.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants dropped. At least one selector; {@code urls} and {@code prefixes} name what the CDNs hold and need {@code cdn}.
 *
 * @param cacheName the cache
 * @param keys exact keys
 * @param pattern glob with {@code *}, {@code ?}, {@code [a-z]}
 * @param tags entries that bear one of these
 * @param urls URLs, for the CDNs
 * @param prefixes URL prefixes, for the CDNs
 * @param all everything
 * @param soft copies become stale instead of going away
 * @param cdn the CDNs are to be purged too
 * @param dryRun only say what it would cover
 * @param at when; absent for now
 * @param reason why
 */
public record InvalidateRequest(
        @Nullable String cacheName,
        @Nullable List<String> keys,
        @Nullable String pattern,
        @Nullable List<String> tags,
        @Nullable List<String> urls,
        @Nullable List<String> prefixes,
        boolean all,
        boolean soft,
        boolean cdn,
        boolean dryRun,
        @Nullable Instant at,
        @Nullable String reason) {
    private static final int MOST = 10_000;
    private static final int LONGEST = 1_024;
    private static final int LONGEST_URL = 4_096;
    private static final Duration FURTHEST = Duration.ofDays(366);

    /** 422 with pointers when it makes no sense. */
    InvalidateRequest checked(Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (cacheName == null || cacheName.isBlank()) {
            errors.add(new FieldError("/cache_name", "Needed."));
        }
        bounded("/keys", keys, LONGEST, errors);
        bounded("/tags", tags, LONGEST, errors);
        bounded("/urls", urls, LONGEST_URL, errors);
        bounded("/prefixes", prefixes, LONGEST_URL, errors);
        if (pattern != null && (pattern.isEmpty() || bytes(pattern) > LONGEST)) {
            errors.add(new FieldError("/pattern", "1 to " + LONGEST + " bytes."));
        }
        if (reason != null && reason.length() > LONGEST) {
            errors.add(new FieldError("/reason", "At most " + LONGEST + " characters."));
        }
        if (at != null && at.isAfter(now.plus(FURTHEST))) {
            errors.add(new FieldError("/at", "At most a year from now."));
        }
        boolean outside = !list(urls).isEmpty() || !list(prefixes).isEmpty();
        if (outside && !cdn) {
            errors.add(new FieldError("/cdn", "urls and prefixes name what CDNs hold: cdn must be true."));
        }
        if (!all && pattern == null && list(keys).isEmpty() && list(tags).isEmpty() && !outside) {
            errors.add(new FieldError("", "Name at least one of keys, pattern, tags, urls, prefixes, all."));
        }
        if (!errors.isEmpty()) {
            throw Problem.fields(errors);
        }
        return this;
    }

    /** When, if that is later. */
    Optional<Instant> later(Instant now) {
        return Optional.ofNullable(at).filter(when -> when.isAfter(now));
    }

    String cache() {
        return Objects.requireNonNull(cacheName);
    }

    Selector selector() {
        return new Selector(list(keys), list(tags), pattern, all, soft);
    }

    InvalidationRequest by(String actor) {
        return new InvalidationRequest(null, cache(), selector(), cdn, list(urls), list(prefixes), reason, actor);
    }

    private static List<String> list(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static void bounded(String pointer, @Nullable List<String> values, int longest, List<FieldError> errors) {
        if (list(values).size() > MOST) {
            errors.add(new FieldError(pointer, "At most " + MOST + "."));
            return;
        }
        for (int i = 0; i < list(values).size(); i++) {
            String value = list(values).get(i);
            if (value == null || value.isEmpty() || bytes(value) > longest) {
                errors.add(new FieldError(pointer + "/" + i, "1 to " + longest + " bytes."));
            }
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
