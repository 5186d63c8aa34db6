package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.Position;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A position as bytes: epoch and offset in big-endian, so that unsigned comparison of the bytes orders positions. In an entry a CRC32C of its
 * own follows, because the entry's checks leave the stamp out: it is raised in place without reading the rest.
 */
public final class Stamp {
    private Stamp() {}

    /** The 16 bytes that order. */
    public static byte[] order(Position position) {
        return ByteBuffer.allocate(Layout.ORDER_BYTES)
                .putLong(position.epoch())
                .putLong(position.offset())
                .array();
    }

    /** Reads 16 bytes. */
    public static Position position(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Position(buffer.getLong(at), buffer.getLong(at + 8));
    }

    static void put(ByteBuffer out, int at, Position position) {
        if (position.epoch() < 0 || position.offset() < 0) {
            throw new IllegalArgumentException("A position is not negative.");
        }
        byte[] order = order(position);
        out.put(at, order).putInt(at + Layout.ORDER_BYTES, check(order, 0));
    }

    static boolean whole(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at + Layout.ORDER_BYTES) == check(bytes, at);
    }

    private static int check(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, Layout.ORDER_BYTES);
        return (int) crc.getValue();
    }
}
