package dev.terrace.gateway.api.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which headers go on. RFC 9110 section 7.6.1: those of one hop, and what Connection names, do not. */
final class Headers {
    private static final Set<String> ONE_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    /** Credentials are replaced; Host and Expect are each hop's own; who called is for the gateway to say. */
    private static final Set<String> OURS = Set.of(
            "authorization", "cookie", "host", "expect", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto");

    private Headers() {}

    /** Headers of the forwarded request; {@code token} is null where nobody is to be named. */
    static void request(HttpServerRequest from, MultiMap to, @Nullable String token) {
        Set<String> named = named(from.headers());
        from.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OURS.contains(lower) && !named.contains(lower)) {
                to.add(name, value);
            }
        });
        if (token != null) {
            to.set("Authorization", "Bearer " + token);
        }
        to.set("X-Forwarded-For", from.remoteAddress().hostAddress());
        to.set("X-Forwarded-Proto", from.isSSL() ? "https" : "http");
        String host = from.getHeader("Host");
        if (host != null) {
            to.set("X-Forwarded-Host", host);
        }
    }

    /** Headers of the answer. */
    static void response(MultiMap from, MultiMap to) {
        Set<String> named = named(from);
        from.forEach((name, value) -> {
            if (!named.contains(name.toLowerCase(Locale.ROOT))) {
                to.add(name, value);
            }
        });
    }

    private static Set<String> named(MultiMap headers) {
        Set<String> names = new HashSet<>(ONE_HOP);
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
