package dev.terrace.gateway.codec;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A trained Zstandard dictionary (RFC 8878, 5) whose id is ours, so the frame itself names it. Its native parts go with the object.
 */
public final class Dictionary {
    /** Ids begin here: smaller ones are reserved by the format. The first 32,768 take two bytes in a frame. */
    public static final long FIRST_ID = 32_768;

    private static final int ID = 4;
    private static final int LEVEL = 3;

    private final long id;
    private final byte[] bytes;
    final ZstdDictCompress packing;
    final ZstdDictDecompress unpacking;

    /** The dictionary in those bytes. */
    public Dictionary(long id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
        this.packing = new ZstdDictCompress(bytes, LEVEL);
        this.unpacking = new ZstdDictDecompress(bytes);
    }

    /** Trained bytes under another id. */
    public static Dictionary named(long id, byte[] trained) {
        byte[] own = trained.clone();
        ByteBuffer.wrap(own).order(ByteOrder.LITTLE_ENDIAN).putInt(ID, (int) id);
        return new Dictionary(id, own);
    }

    /** Names it in frames; unique over all caches. */
    public long id() {
        return id;
    }

    /** As it is kept. Not to be written. */
    public byte[] bytes() {
        return bytes;
    }
}
