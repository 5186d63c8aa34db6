package dev.terrace.benchmarks.largevalues;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes that depend on a seed and on their place, made block by block: neither packed nor told apart by chance, and never all in memory. */
final class Noise {
    /** Bytes of a block. */
    static final int BLOCK = 64 << 10;

    private static final int STEP = 512;

    private final long seed;
    private final long length;
    private final byte[] base = new byte[BLOCK];

    Noise(long seed, long length) {
        this.seed = seed;
        this.length = length;
        new SplittableRandom(seed).nextBytes(base);
    }

    long length() {
        return length;
    }

    /** Fills a block with the bytes from {@code at}, which is a multiple of {@link #BLOCK}; how many there are, 0 at the end. */
    int block(long at, byte[] into) {
        System.arraycopy(base, 0, into, 0, BLOCK);
        for (int i = 0; i < BLOCK; i += STEP) {
            long word = seed * 31 + at + i;
            for (int b = 0; b < Long.BYTES; b++) {
                into[i + b] = (byte) (word >>> (8 * b));
            }
        }
        return (int) Math.min(BLOCK, length - at);
    }

    /** SHA-256 of all of it, hexadecimal. */
    String digest() {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        for (long at = 0; at < length; at += BLOCK) {
            digest.update(block, 0, block(at, block));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
