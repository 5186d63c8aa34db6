package dev.terrace.gateway.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What the record of a large value holds in its place: {@code id:16 length:8 chunk-bytes:4 etag}. The id stands first, where stores look for it.
 *
 * @param id of the blob
 * @param length bytes of the value, at least 0
 * @param chunkBytes bytes of every chunk but the last
 * @param etag of the value's own bytes ({@link ContentTag})
 */
public record Manifest(UUID id, long length, int chunkBytes, String etag) {
    private static final int FIXED = 28;

    /** As a value. */
    public byte[] bytes() {
        byte[] tag = etag.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(FIXED + tag.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(length)
                .putInt(chunkBytes)
                .put(tag)
                .array();
    }

    /**
     * Of a value that is one.
     *
     * @throws IllegalArgumentException when it is too short for that or its numbers make no sense
     */
    public static Manifest of(byte[] value) {
        if (value.length < FIXED) {
            throw new IllegalArgumentException("This is no manifest.");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        UUID id = new UUID(in.getLong(), in.getLong());
        long length = in.getLong();
        int chunkBytes = in.getInt();
        if (length < 0 || chunkBytes <= 0) {
            throw new IllegalArgumentException("This is no manifest.");
        }
        return new Manifest(
                id, length, chunkBytes, new String(value, FIXED, value.length - FIXED, StandardCharsets.US_ASCII));
    }
}
