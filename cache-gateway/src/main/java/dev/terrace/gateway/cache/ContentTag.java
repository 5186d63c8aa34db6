package dev.terrace.gateway.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The strong etag of a value, taken while its bytes come: 128 bits of SHA-256 over the media type, a zero byte and the bytes. */
public final class ContentTag {
    private static final int BYTES = 16;

    private final MessageDigest digest;

    /** Of a value of that media type, null for none. */
    public ContentTag(@Nullable String contentType) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
        if (contentType != null) {
            digest.update(contentType.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) 0);
    }

    /** The next bytes. */
    public void add(byte[] bytes) {
        digest.update(bytes);
    }

    /** The etag without quotes; once, after the last byte. */
    public String etag() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }
}
