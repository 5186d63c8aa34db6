package dev.terrace.cdn.asset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Names made of content. */
public final class Digests {
    private static final int FINGERPRINT_BYTES = 8;

    private Digests() {}

    /** First 8 bytes of SHA-256 in hex: a name that changes with the content. */
    public static String fingerprint(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-256", content), 0, FINGERPRINT_BYTES);
    }

    /** Subresource Integrity, {@code sha384-...}. */
    public static String integrity(byte[] content) {
        return "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384", content));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
