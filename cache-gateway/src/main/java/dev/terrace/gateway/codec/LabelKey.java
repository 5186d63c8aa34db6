package dev.terrace.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for etags in the headers of sealed entries. An etag is a hash of the value: in the clear it would say which keys hold the same
 * value, and whether a guess is right. The label (128 bits of HMAC-SHA-256 over key and etag) says neither, and is still the same for the same
 * value under the same key, so that scripts and SQL go on comparing bytes. The etag itself is in the sealed body.
 */
public final class LabelKey {
    private final SecretKeySpec key;

    /** With that key, which has no other use. */
    public LabelKey(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** What stands in the header for that etag under that key. */
    public String label(String cacheKey, String etag) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(cacheKey.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0xff); // in no UTF-8: where the key ends is certain
            byte[] all = mac.doFinal(etag.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
        }
    }
}
