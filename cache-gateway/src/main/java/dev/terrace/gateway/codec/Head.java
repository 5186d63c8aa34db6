package dev.terrace.gateway.codec;

import dev.terrace.gateway.codec.Decoding.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A header that was read: bounds and checks first, fields after. */
final class Head {
    private final byte[] bytes;
    private final ByteBuffer fields;
    private final int length;
    private int at = Layout.ETAG;

    final String etag;
    final String cache;
    final String key;
    final @Nullable String contentType;
    final List<String> tags;

    private Head(byte[] bytes, int length) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes);
        this.length = length;
        this.etag = text();
        this.cache = text();
        this.key = text();
        this.contentType = optionalText();
        this.tags = tags();
        if (at != length) {
            throw new IndexOutOfBoundsException(at);
        }
    }

    /** Why this header is not to be read, or null when it is whole. Allocates nothing that the bytes ask for. */
    static @Nullable Reason fault(byte[] bytes) {
        if (bytes.length < Layout.ETAG) {
            return Reason.CUT;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        if (fields.getShort(0) != Layout.MAGIC) {
            return Reason.MAGIC;
        }
        if (bytes[2] != Layout.VERSION || (bytes[Layout.FLAGS] & ~Layout.KNOWN_FLAGS) != 0) {
            return Reason.VERSION;
        }
        int length = fields.getInt(Layout.HEAD_LENGTH);
        if (length < Layout.ETAG || length > Layout.MAX_HEAD_BYTES) {
            return Reason.LENGTH;
        }
        if (length > bytes.length) {
            return Reason.CUT;
        }
        boolean whole = Stamp.whole(bytes, Layout.STAMP) && fields.getInt(Layout.HEAD_CHECK) == check(bytes, length);
        return whole ? null : Reason.CHECKSUM;
    }

    /** The fields of a header without {@link #fault}; null when its parts do not add up. */
    static @Nullable Head read(byte[] bytes) {
        try {
            return new Head(bytes, ByteBuffer.wrap(bytes).getInt(Layout.HEAD_LENGTH));
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    /** CRC32C of the header without stamp and check. */
    static int check(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, Layout.STAMP);
        crc.update(bytes, Layout.HEAD_LENGTH, length - Layout.HEAD_LENGTH);
        return (int) crc.getValue();
    }

    int length() {
        return length;
    }

    int number(int offset) {
        return fields.getInt(offset);
    }

    long time(int offset) {
        return fields.getLong(offset);
    }

    boolean flag(int flag) {
        return (bytes[Layout.FLAGS] & flag) != 0;
    }

    private List<String> tags() {
        int count = shortAt();
        List<String> all = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            all.add(text());
        }
        return List.copyOf(all);
    }

    private String text() {
        String text = optionalText();
        if (text == null) {
            throw new IndexOutOfBoundsException(at);
        }
        return text;
    }

    private @Nullable String optionalText() {
        int size = shortAt();
        if (size == Layout.NO_STRING) {
            return null;
        }
        if (size > length - at) {
            throw new IndexOutOfBoundsException(at);
        }
        String text = new String(bytes, at, size, StandardCharsets.UTF_8);
        at += size;
        return text;
    }

    private int shortAt() {
        if (length - at < 2) {
            throw new IndexOutOfBoundsException(at);
        }
        int value = fields.getShort(at) & 0xffff;
        at += 2;
        return value;
    }
}
