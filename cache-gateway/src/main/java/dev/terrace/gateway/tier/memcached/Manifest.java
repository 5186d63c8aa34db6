package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.codec.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an entry's place when it is larger than an item. All numbers are big-endian.
 *
 * <pre>
 * manifest = %x54 %x4D version:1 asOf:16 length:4 chunk-length:4 check:4 id:22 manifest-check:4
 * chunk    = the chunk-length bytes of the entry from n * chunk-length on, the last one shorter; its name ends in id "." n
 * check    = CRC32C over all of the entry
 * id       = 128 random bits in base64url
 * </pre>
 *
 * <p>Chunks are never written over: another write of the key has another id. So a reader who has a manifest finds its chunks or misses them, and
 * can never mix those of two writes; the check is for what a server or a wire may do to bytes, and the entry has checks of its own.
 *
 * @param asOf of the entry
 * @param length of the encoded entry, bytes
 * @param chunkLength of each chunk but the last
 * @param check CRC32C of the entry
 * @param id begins the names of its chunks
 */
record Manifest(Position asOf, int length, int chunkLength, int check, String id) {
    private static final short MAGIC = 0x544d;
    private static final byte VERSION = 1;
    private static final int ID_BYTES = 22;
    private static final int BYTES = 3 + Layout.ORDER_BYTES + 12 + ID_BYTES + 4;

    static Manifest of(byte[] entry, int chunkLength, String id) {
        return new Manifest(
                Stamp.position(entry, Layout.STAMP), entry.length, chunkLength, crc(entry, entry.length), id);
    }

    /** The manifest in those bytes, null when they are none. */
    static @Nullable Manifest read(byte[] bytes) {
        if (bytes.length != BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean whole = in.getShort() == MAGIC && in.get() == VERSION && in.getInt(BYTES - 4) == crc(bytes, BYTES - 4);
        Position asOf = Stamp.position(bytes, 3);
        in.position(3 + Layout.ORDER_BYTES);
        int length = in.getInt();
        int chunkLength = in.getInt();
        int check = in.getInt();
        String id = new String(bytes, in.position(), ID_BYTES, StandardCharsets.US_ASCII);
        return whole && length > 0 && length <= MemcachedTiers.MAX_VALUE_BYTES && chunkLength >= Chunks.SMALLEST
                ? new Manifest(asOf, length, chunkLength, check, id)
                : null;
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES)
                .putShort(MAGIC)
                .put(VERSION)
                .put(Stamp.order(asOf))
                .putInt(length)
                .putInt(chunkLength)
                .putInt(check)
                .put(id.getBytes(StandardCharsets.US_ASCII));
        return out.putInt(crc(out.array(), BYTES - 4)).array();
    }

    int chunks() {
        return (length - 1) / chunkLength + 1;
    }

    int lengthOf(int chunk) {
        return Math.min(chunkLength, length - chunk * chunkLength);
    }

    /** Names of the chunks, in order. */
    List<String> names(String stem) {
        List<String> names = new ArrayList<>(chunks());
        for (int i = 0; i < chunks(); i++) {
            names.add(stem + id + "." + i);
        }
        return names;
    }

    boolean fits(byte[] entry) {
        return entry.length == length && crc(entry, length) == check;
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
