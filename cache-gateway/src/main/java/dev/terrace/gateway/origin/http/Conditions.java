package dev.terrace.gateway.origin.http;

import dev.terrace.gateway.cache.Condition;
import io.vertx.core.http.HttpClientRequest;
import java.util.stream.Collectors;

/** Conditions as RFC 9110 13 writes them. */
final class Conditions {
    private Conditions() {}

    static void add(HttpClientRequest request, Condition condition) {
        switch (condition) {
            case Condition.Always always -> {}
            case Condition.IfExists exists -> request.putHeader("If-Match", "*");
            case Condition.IfAbsent absent -> request.putHeader("If-None-Match", "*");
            case Condition.IfMatch match ->
                request.putHeader(
                        "If-Match",
                        match.etags().stream().map(e -> '"' + e + '"').collect(Collectors.joining(", ")));
        }
    }
}
