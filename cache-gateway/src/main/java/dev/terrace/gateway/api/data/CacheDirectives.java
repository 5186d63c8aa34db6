package dev.terrace.gateway.api.data;

import java.util.Locale;

/**
 * What a request's Cache-Control asks for (RFC 9111, 5.2.1), as far as the data plane knows it. Others are ignored.
 *
 * @param maxStaleMs {@link Long#MAX_VALUE} when max-stale has no argument
 */
record CacheDirectives(boolean noCache, boolean onlyIfCached, long maxStaleMs) {

    static CacheDirectives parse(String field) {
        boolean noCache = false;
        boolean onlyIfCached = false;
        long maxStaleMs = 0;
        for (String part : field.split(",", -1)) {
            String directive = part.strip().toLowerCase(Locale.ROOT);
            switch (directive) {
                case "no-cache" -> noCache = true;
                case "only-if-cached" -> onlyIfCached = true;
                case "max-stale" -> maxStaleMs = Long.MAX_VALUE;
                default -> {
                    if (directive.startsWith("max-stale=")) {
                        maxStaleMs = seconds(directive.substring("max-stale=".length()));
                    }
                }
            }
        }
        return new CacheDirectives(noCache, onlyIfCached, maxStaleMs);
    }

    /** Delta-seconds in milliseconds, 0 when it is none: the stricter reading. */
    private static long seconds(String argument) {
        return argument.matches("[0-9]{1,10}") ? Long.parseLong(argument) * 1000 : 0;
    }
}
