package dev.terrace.gateway.values;

import dev.terrace.gateway.codec.DataKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key-encryption key: wraps data keys and nothing else, each bound to its cache and version, so that a row cannot be put in another's place.
 *
 * @param id eight bytes of a hash of the key, in hexadecimal: it names the key and says nothing of it
 */
record Kek(String id, DataKey cipher) {
    private static final byte[] NAME = "terrace key-encryption key".getBytes(StandardCharsets.US_ASCII);

    static Kek of(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(NAME);
            String id = HexFormat.of().formatHex(digest.digest(key), 0, 8);
            return new Kek(id, new DataKey(0, key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    byte[] wrap(String cache, int version, byte[] key) {
        return cipher.seal(place(cache, version), key);
    }

    /** The key, null when this one did not wrap it for that place. */
    byte @Nullable [] unwrap(String cache, int version, byte[] wrapped) {
        return cipher.open(place(cache, version), wrapped, 0);
    }

    private static byte[] place(String cache, int version) {
        byte[] name = cache.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 4).putInt(version).put(name).array();
    }

    @Override
    public String toString() {
        return "Kek " + id;
    }
}
