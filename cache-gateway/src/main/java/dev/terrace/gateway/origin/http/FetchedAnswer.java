package dev.terrace.gateway.origin.http;

import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer to GET means. */
final class FetchedAnswer {
    /** RFC 9111 5.2.2: s-maxage is for shared caches and goes before max-age. */
    private static final Pattern AGE = Pattern.compile("(?:^|[,\\s])(s-maxage|max-age)=\"?(\\d+)");

    /** RFC 9111 1.2.2: a larger number is taken for this one. */
    private static final long MOST_SECONDS = 1L << 31;

    /** What is not to be used without asking (5.2.2.4) is not kept either: a hit asks nobody. */
    private static final Pattern NOT_STORED = Pattern.compile("(?:^|[,\\s])(no-store|no-cache|private)(?:$|[,\\s=])");

    private FetchedAnswer() {}

    static Fetched of(Body.Answer answer, boolean honourHeaders) {
        if (answer.status() == 404 || answer.status() == 410) {
            return new Fetched.Nothing();
        }
        if (!answer.ok()) {
            return new Fetched.Failed(Refusal.ORIGIN_FAILED, "the origin answered " + answer.status());
        }
        String control = honourHeaders ? answer.headers().get("Cache-Control") : null;
        String said = control == null ? "" : control.toLowerCase(Locale.ROOT);
        NewValue value = new NewValue(answer.bytes(), answer.headers().get("Content-Type"), ttlMs(said), List.of());
        return new Fetched.Value(value, !NOT_STORED.matcher(said).find());
    }

    private static @Nullable Long ttlMs(String control) {
        Long ttl = null;
        Matcher ages = AGE.matcher(control);
        while (ages.find()) {
            boolean shared = ages.group(1).equals("s-maxage");
            if (ttl == null || shared) {
                ttl = seconds(ages.group(2)) * 1000;
            }
            if (shared) {
                break;
            }
        }
        return ttl;
    }

    private static long seconds(String digits) {
        return digits.length() > 10 ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(digits));
    }
}
