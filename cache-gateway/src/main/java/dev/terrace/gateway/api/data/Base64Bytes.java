package dev.terrace.gateway.api.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Base64;

/**
 * Bytes as base64 (RFC 4648, 4, with padding). They are encoded by the JDK, whose encoder is vectorised, and copied as they are: base64 has
 * nothing that JSON would escape.
 */
final class Base64Bytes extends JsonSerializer<byte[]> {
    /** Characters that so many bytes take. */
    static long length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    @Override
    public void serialize(byte[] value, JsonGenerator json, SerializerProvider provider) throws IOException {
        byte[] text = Base64.getEncoder().encode(value);
        json.writeRawUTF8String(text, 0, text.length);
    }
}
