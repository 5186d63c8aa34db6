package dev.terrace.gateway.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard (RFC 8878) at its fastest ordinary level. Used above 1 KiB and only where it saves a tenth: below that the frame's own
 * overhead and the time to inflate outweigh the bytes.
 */
final class Compression {
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
        return size > raw.length - raw.length / 10 ? null : Arrays.copyOf(room, (int) size);
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
}
