package dev.terrace.gateway.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard (RFC 8878). Without a dictionary at its fastest ordinary level, above 1 KiB: below that the frame's own overhead and the time to
 * inflate outweigh the bytes. With one from 64 bytes on, at level 3. Either is used only where it saves a tenth.
 */
final class Compression {
    /** Values that a dictionary may help: smaller ones are all overhead, larger ones bring their own context. */
    static final int DICTIONARY_MIN_BYTES = 64;

    static final int DICTIONARY_MAX_BYTES = 16 * 1024;
    private static final int THRESHOLD_BYTES = 1024;
    private static final int LEVEL = 1;

    private Compression() {}

    /** The compressed bytes, or null where that does not pay. */
    static byte @Nullable [] shrink(byte[] raw) {
        if (raw.length <= THRESHOLD_BYTES) {
            return null;
        }
        byte[] room = new byte[(int) Zstd.compressBound(raw.length)];
        long size = Zstd.compressByteArray(room, 0, room.length, raw, 0, raw.length, LEVEL);
        return kept(raw, room, size);
    }

    /** The bytes compressed with a dictionary, or null where that does not pay. */
    static byte @Nullable [] shrink(byte[] raw, Dictionary dictionary) {
        byte[] room = new byte[(int) Zstd.compressBound(raw.length)];
        long size = Zstd.compressFastDict(room, 0, raw, 0, raw.length, dictionary.packing);
        return kept(raw, room, size);
    }

    /** Exactly {@code rawLength} bytes, or null when the frame is not whole or of another length. */
    static byte @Nullable [] inflate(byte[] bytes, int from, int length, int rawLength) {
        byte[] raw = new byte[rawLength];
        try {
            long size = Zstd.decompressByteArray(raw, 0, rawLength, bytes, from, length);
            return size == rawLength ? raw : null;
        } catch (ZstdException e) {
            return null;
        }
    }

    /** The same for a frame that names a dictionary. */
    static byte @Nullable [] inflate(byte[] bytes, int from, int length, int rawLength, Dictionary dictionary) {
        byte[] raw = new byte[rawLength];
        try {
            long size = Zstd.decompressFastDict(raw, 0, bytes, from, length, dictionary.unpacking);
            return size == rawLength ? raw : null;
        } catch (ZstdException e) {
            return null;
        }
    }

    /** The dictionary that a frame names, 0 for none. */
    static long dictionary(byte[] bytes, int from) {
        return Zstd.getDictIdFromFrame(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 18)))
                & 0xffffffffL;
    }

    private static byte @Nullable [] kept(byte[] raw, byte[] room, long size) {
        return Zstd.isError(size) || size > raw.length - raw.length / 10 ? null : Arrays.copyOf(room, (int) size);
    }
}
