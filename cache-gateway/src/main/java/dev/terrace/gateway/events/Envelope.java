package dev.terrace.gateway.events;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of itself. Publishers that set no CloudEvents headers are identified by the record's place.
 *
 * @param id identity of the event: {@code ce_id}, else topic, partition and offset
 * @param source who published it, as far as it says
 */
record Envelope(String id, String source) {
    private static final int MAX = 200;

    static Envelope of(Headers headers, String place) {
        String id = text(headers.lastHeader("ce_id"));
        String source = text(headers.lastHeader("ce_source"));
        return new Envelope(id == null ? place : id, source == null ? "command" : "command " + source);
    }

    private static @Nullable String text(@Nullable Header header) {
        if (header == null || header.value() == null || header.value().length == 0) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        return text.length() > MAX ? text.substring(0, MAX) : text;
    }
}
