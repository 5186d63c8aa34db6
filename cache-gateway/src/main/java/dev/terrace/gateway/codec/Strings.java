package dev.terrace.gateway.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable part of a header while it is written: strings, each after its length in two bytes. */
final class Strings {
    private final List<byte[]> parts = new ArrayList<>();
    private final int tags;
    private int size = 2;

    Strings(String etag, String cache, String key, @Nullable String contentType, List<String> tags) {
        this.tags = tags.size();
        add(etag);
        add(cache);
        add(key);
        add(contentType);
        tags.forEach(this::add);
        if (size > Layout.MAX_HEAD_BYTES - Layout.ETAG || this.tags > Layout.MAX_STRING_BYTES) {
            throw new IllegalArgumentException("Tags or names are too long.");
        }
    }

    int size() {
        return size;
    }

    void put(ByteBuffer out) {
        for (int i = 0; i < parts.size(); i++) {
            if (i == 4) {
                out.putShort((short) tags);
            }
            out.put(parts.get(i));
        }
        if (parts.size() == 4) {
            out.putShort((short) 0);
        }
    }

    private void add(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Layout.MAX_STRING_BYTES) {
            throw new IllegalArgumentException("A name or tag is too long.");
        }
        int length = text == null ? Layout.NO_STRING : bytes.length;
        parts.add(ByteBuffer.allocate(bytes.length + 2)
                .putShort((short) length)
                .put(bytes)
                .array());
        size += bytes.length + 2;
    }
}
