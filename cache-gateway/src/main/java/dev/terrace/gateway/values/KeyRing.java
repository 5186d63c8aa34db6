package dev.terrace.gateway.values;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key-encryption keys of this node, one a line: the first wraps, the others only unwrap what they wrapped before. A line is 32 bytes in
 * base64 (either alphabet) or hexadecimal, or else a passphrase of at least 16 characters, of which PBKDF2 with HMAC-SHA-256 makes a key
 * (600,000 rounds, OWASP 2023; the salt is the database's).
 */
final class KeyRing {
    static final KeyRing NONE = new KeyRing(List.of());

    private static final int ROUNDS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 16;
    private static final int MOST = 16;

    private final List<Kek> keks;

    private KeyRing(List<Kek> keks) {
        this.keks = keks;
    }

    /**
     * The keys of that text. Takes half a second a passphrase.
     *
     * @throws IllegalArgumentException when a line is no key; says which, never what it is
     */
    static KeyRing of(String text, byte[] salt) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() > MOST) {
            throw new IllegalArgumentException("More than " + MOST + " key-encryption keys.");
        }
        List<Kek> keks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            keks.add(Kek.of(key(lines.get(i), i + 1, salt)));
        }
        return new KeyRing(List.copyOf(keks));
    }

    /** What wraps, null without any. */
    @Nullable
    Kek current() {
        return keks.isEmpty() ? null : keks.getFirst();
    }

    Optional<Kek> find(String id) {
        return keks.stream().filter(kek -> kek.id().equals(id)).findFirst();
    }

    /** Ids of those that only unwrap. */
    List<String> previous() {
        return keks.stream().skip(1).map(Kek::id).toList();
    }

    private static byte[] key(String line, int number, byte[] salt) {
        byte[] bytes = line.length() == 64 ? hexadecimal(line) : base64(line);
        if (bytes != null && bytes.length == 32) {
            return bytes;
        }
        if (line.length() < SHORTEST_PASSPHRASE) {
            throw new IllegalArgumentException("Key-encryption key " + number
                    + " is neither 32 bytes (base64 or hexadecimal) nor a passphrase of at least 16 characters.");
        }
        return derived(line, salt);
    }

    private static byte @Nullable [] hexadecimal(String line) {
        try {
            return HexFormat.of().parseHex(line);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] base64(String line) {
        try {
            return Base64.getUrlDecoder().decode(line.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] derived(String passphrase, byte[] salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2.", e);
        }
    }
}
