package dev.terrace.cdn.edge;

import io.vertx.core.MultiMap;
import java.util.Set;

/** Headers between delivery and edge, and those an edge keeps to itself. */
public final class EdgeHeaders {
    /** Size of the representation before its content coding, told to the edge alone. */
    public static final String IDENTITY_BYTES = "Terrace-Identity-Bytes";

    private static final Set<String> OWN = Set.of(
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "content-length",
            "age",
            "cache-status");

    private EdgeHeaders() {}

    /** End-to-end headers of an origin's response. */
    public static MultiMap endToEnd(MultiMap headers) {
        MultiMap kept = MultiMap.caseInsensitiveMultiMap();
        headers.forEach((name, value) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                kept.add(name, value);
            }
        });
        return kept;
    }
}
