package dev.terrace.cdn.edge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long a shared cache may keep a response (RFC 9111, 4.2.1; targeted field by RFC 9213). */
final class Freshness {
    private Freshness() {}

    /** Seconds, 0 for not at all. */
    static long seconds(@Nullable String cacheControl) {
        if (cacheControl == null) {
            return 0;
        }
        long maxAge = 0;
        long shared = -1;
        for (String member : cacheControl.toLowerCase(Locale.ROOT).split(",")) {
            String directive = member.strip();
            if (directive.equals("no-store") || directive.equals("private") || directive.equals("no-cache")) {
                return 0;
            }
            if (directive.startsWith("s-maxage=")) {
                shared = number(directive.substring(9));
            } else if (directive.startsWith("max-age=")) {
                maxAge = number(directive.substring(8));
            }
        }
        return shared >= 0 ? shared : maxAge;
    }

    private static long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text.replace("\"", "").strip()));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
