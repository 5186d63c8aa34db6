package dev.terrace.gateway.codec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A data key: seals with XAES-256-GCM (C2SP), which is AES-256-GCM under a key that is derived from the data key and the first half of a
 * 192-bit nonce (KDF in counter mode over CMAC, NIST SP 800-108r1).
 *
 * <p>Nonces never repeat under a key: the first half (the salt) is drawn at random by each process for each data key, the second half counts,
 * and after 2^32 messages another salt is drawn. Two processes share a derived key only if 96 random bits agree. A process image that is
 * resumed twice (a cloned virtual machine with its memory) would count twice: start processes, do not clone them.
 *
 * <p>Safe for use by many threads.
 */
public final class DataKey {
    /** Bytes of the key. */
    public static final int KEY_BYTES = 32;
    /** Bytes that sealing adds: nonce and tag. */
    public static final int OVERHEAD = 24 + 16;

    private static final int SALT_BYTES = 12;
    private static final int NONCE_BYTES = 24;
    private static final int TAG_BITS = 128;
    private static final int SALTS_KEPT = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int version;
    private final SecretKeySpec key;
    private final byte[] subkey;
    private final Map<ByteBuffer, SecretKeySpec> derived = new ConcurrentHashMap<>();
    private final long messagesASalt;
    private volatile Sender sender;

    /** The half of the nonce that this process draws, the key derived with it, and how many messages it has sealed. */
    private record Sender(byte[] salt, SecretKeySpec key, AtomicLong count) {}

    /** The key of that version of a cache's keys. */
    public DataKey(int version, byte[] key) {
        this(version, key, 1L << 32);
    }

    DataKey(int version, byte[] key, long messagesASalt) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A data key has 32 bytes.");
        }
        this.version = version;
        this.key = new SecretKeySpec(key, "AES");
        this.messagesASalt = messagesASalt;
        this.subkey = doubled(blocks(new byte[16]));
        this.sender = freshSender();
    }

    /** Which of the cache's keys. */
    public int version() {
        return version;
    }

    /** {@code nonce:24 ciphertext tag:16}. */
    public byte[] seal(byte[] associated, byte[] plain) {
        Sender now = sender;
        long count = now.count.getAndIncrement();
        while (count >= messagesASalt) {
            now = next(now);
            count = now.count.getAndIncrement();
        }
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .put(now.salt)
                .putInt(0)
                .putLong(count)
                .array();
        return sealed(now.key, nonce, associated, plain);
    }

    /** What was sealed with the same associated data, null when these bytes are nothing of the kind. */
    public byte @Nullable [] open(byte[] associated, byte[] sealed, int from) {
        if (sealed.length - from < OVERHEAD) {
            return null;
        }
        try {
            SecretKeySpec with = keyFor(Arrays.copyOfRange(sealed, from, from + SALT_BYTES));
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    with,
                    new GCMParameterSpec(TAG_BITS, sealed, from + SALT_BYTES, NONCE_BYTES - SALT_BYTES));
            cipher.updateAAD(associated);
            return cipher.doFinal(sealed, from + NONCE_BYTES, sealed.length - from - NONCE_BYTES);
        } catch (AEADBadTagException forged) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM.", e);
        }
    }

    byte[] sealed(SecretKeySpec with, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    with,
                    new GCMParameterSpec(TAG_BITS, nonce, SALT_BYTES, NONCE_BYTES - SALT_BYTES));
            cipher.updateAAD(associated);
            byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, out, NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM.", e);
        }
    }

    /** The key for a salt: those of the nodes there are stay at hand. */
    SecretKeySpec keyFor(byte[] salt) {
        SecretKeySpec known = derived.get(ByteBuffer.wrap(salt));
        if (known != null) {
            return known;
        }
        if (derived.size() >= SALTS_KEPT) {
            derived.clear();
        }
        SecretKeySpec fresh = derive(salt);
        derived.put(ByteBuffer.wrap(salt.clone()), fresh);
        return fresh;
    }

    private SecretKeySpec derive(byte[] salt) {
        byte[] both = new byte[32];
        for (int half = 0; half < 2; half++) {
            both[16 * half + 1] = (byte) (half + 1);
            both[16 * half + 2] = 'X';
            System.arraycopy(salt, 0, both, 16 * half + 4, SALT_BYTES);
            for (int i = 0; i < 16; i++) {
                both[16 * half + i] ^= subkey[i];
            }
        }
        return new SecretKeySpec(blocks(both), "AES");
    }

    /** Each block through AES alone: the last step of a CMAC whose message is one block. */
    private byte[] blocks(byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES.", e);
        }
    }

    /** Times x in GF(2^128), as CMAC makes its subkey. */
    private static byte[] doubled(byte[] block) {
        byte[] out = new byte[16];
        int carry = 0;
        for (int i = 15; i >= 0; i--) {
            int b = block[i] & 0xff;
            out[i] = (byte) (b << 1 | carry);
            carry = b >>> 7;
        }
        out[15] ^= (byte) (carry * 0x87);
        return out;
    }

    private synchronized Sender next(Sender spent) {
        if (sender == spent) {
            sender = freshSender();
        }
        return sender;
    }

    private Sender freshSender() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Sender(salt, derive(salt), new AtomicLong());
    }
}
