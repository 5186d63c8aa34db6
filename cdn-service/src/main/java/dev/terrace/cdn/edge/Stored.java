package dev.terrace.cdn.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Set;

/**
 * A response as a location keeps it.
 *
 * @param path decoded path of its URL
 * @param tags from Cache-Tag
 * @param headers end-to-end headers
 * @param body the bytes as encoded
 * @param identityBytes size before the content coding
 * @param storedMs Unix milliseconds
 * @param freshMs Unix milliseconds until which it is fresh
 */
record Stored(
        String path, Set<String> tags, MultiMap headers, Buffer body, long identityBytes, long storedMs, long freshMs) {
    int weight() {
        return body.length() + 512;
    }
}
