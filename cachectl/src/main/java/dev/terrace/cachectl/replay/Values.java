package dev.terrace.cachectl.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Values that name their key, so that a replay notices when it is given another key's. */
final class Values {
    private Values() {}

    /** Bytes for a key, compressible about as much as JSON. */
    static byte[] of(String key, int size) {
        byte[] value = new byte[Math.max(0, size)];
        byte[] pattern = (key + '|').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < value.length; i += pattern.length) {
            System.arraycopy(pattern, 0, value, i, Math.min(pattern.length, value.length - i));
        }
        return value;
    }

    /** Whether these bytes were made for that key. */
    static boolean belongs(String key, byte[] value) {
        byte[] pattern = (key + '|').getBytes(StandardCharsets.UTF_8);
        int compared = Math.min(pattern.length, value.length);
        return ByteBuffer.wrap(value, 0, compared).equals(ByteBuffer.wrap(pattern, 0, compared));
    }
}
