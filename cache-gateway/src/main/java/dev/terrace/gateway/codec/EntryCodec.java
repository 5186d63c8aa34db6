package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Decoding.Decoded;
import dev.terrace.gateway.codec.Decoding.Deleted;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.codec.Decoding.Refused;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes. All numbers are big-endian; lengths in bytes after each name.
 *
 * <pre>
 * entry      = head body
 * head       = magic:2 version:1 flags:1 stamp head-check:4 head-length:4
 *              created:8 expires:8 stale-until:8 load-cost:8
 *              body-length:4 raw-length:4 body-check:4
 *              etag cache key content-type tag-count:2 *tag
 * stamp      = epoch:8 offset:8 stamp-check:4          ; asOf, always at byte 4
 * etag, cache, key, tag = length:2 utf-8               ; the etag's length always at byte 76
 * content-type          = length:2 utf-8 / %xFFFF      ; FFFF for none
 * body       = value / zstd-frame                      ; as flag 1 says
 * magic      = %x54 %x45          version = %x01
 * flags      = 1 compressed, 2 negative, 4 deleted     ; others are refused
 * </pre>
 *
 * <p>Why so: the stamp stands at a fixed place and orders as bytes, so a script or SQL compares it without knowing the rest, and it is raised
 * without touching the value; therefore it is outside the other checks and has its own. Header and body are checked apart (CRC32C, which finds
 * every burst of up to 32 bits), so tags and key can be read without the value. Cache and key are inside, so an entry that was moved or reached
 * by a collision of hashes is refused. Head and body must add up to the bytes given: a cut or grown one is refused before anything is read.
 *
 * <p>Safe for use by many threads.
 */
public final class EntryCodec {
    private final boolean compression;
    private final int maxValueBytes;

    /** Compresses if told so; refuses values larger than {@code maxValueBytes} on reading, before memory is taken for them. */
    public EntryCodec(boolean compression, int maxValueBytes) {
        this.compression = compression;
        this.maxValueBytes = maxValueBytes;
    }

    /**
     * The entry as bytes.
     *
     * @throws IllegalArgumentException when names and tags exceed 256 KiB, or one of them 65,534 bytes
     */
    public byte[] encode(CacheKey key, Entry entry) {
        byte[] small = compression ? Compression.shrink(entry.value()) : null;
        int flags = (small == null ? 0 : Layout.COMPRESSED) | (entry.negative() ? Layout.NEGATIVE : 0);
        return write(key, entry, flags, small == null ? entry.value() : small);
    }

    /** A mark in place of an entry, good until that time. */
    public byte[] encodeDeletion(CacheKey key, Position at, long nowMs, long untilMs) {
        Entry none = new Entry(new byte[0], null, List.of(), "", at, nowMs, untilMs, untilMs, 0, false);
        return write(key, none, Layout.DELETED, none.value());
    }

    /** What the bytes hold for this key. Never throws, never a wrong value. */
    public Decoding decode(CacheKey key, byte[] bytes) {
        Reason fault = Head.fault(bytes);
        Head head = fault == null ? Head.read(bytes) : null;
        if (head == null) {
            return new Refused(fault == null ? Reason.LENGTH : fault);
        }
        Reason bodyFault = bodyFault(head, bytes);
        if (bodyFault != null) {
            return new Refused(bodyFault);
        }
        if (!head.cache.equals(key.cache()) || !head.key.equals(key.key())) {
            return new Refused(Reason.WRONG_KEY);
        }
        Position asOf = Stamp.position(bytes, Layout.STAMP);
        if (head.flag(Layout.DELETED)) {
            return new Deleted(asOf);
        }
        byte[] value = value(head, bytes);
        return value == null ? new Refused(Reason.COMPRESSION) : new Decoded(entry(head, value, asOf));
    }

    /** What the header says, from its bytes or more; empty when it is not whole. */
    public static Optional<Label> label(byte[] prefix) {
        Head head = Head.fault(prefix) == null ? Head.read(prefix) : null;
        if (head == null) {
            return Optional.empty();
        }
        return Optional.of(new Label(
                head.cache,
                head.key,
                head.etag,
                head.tags,
                Stamp.position(prefix, Layout.STAMP),
                head.flag(Layout.DELETED),
                head.time(Layout.EXPIRES)));
    }

    private static byte[] write(CacheKey key, Entry entry, int flags, byte[] body) {
        Strings strings = new Strings(entry.etag(), key.cache(), key.key(), entry.contentType(), entry.tags());
        int headLength = Layout.ETAG + strings.size();
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(headLength, body.length));
        out.putShort(0, Layout.MAGIC).put(2, (byte) Layout.VERSION).put(Layout.FLAGS, (byte) flags);
        Stamp.put(out, Layout.STAMP, entry.asOf());
        out.putInt(Layout.HEAD_LENGTH, headLength)
                .putLong(Layout.CREATED, entry.createdMs())
                .putLong(Layout.EXPIRES, entry.expiresMs())
                .putLong(Layout.STALE_UNTIL, entry.staleUntilMs())
                .putLong(Layout.LOAD_COST, entry.loadCostMicros())
                .putInt(Layout.BODY_LENGTH, body.length)
                .putInt(Layout.RAW_LENGTH, entry.value().length)
                .putInt(Layout.BODY_CHECK, check(body, 0, body.length));
        strings.put(out.position(Layout.ETAG));
        out.put(body);
        return out.putInt(Layout.HEAD_CHECK, Head.check(out.array(), headLength))
                .array();
    }

    private @Nullable Reason bodyFault(Head head, byte[] bytes) {
        int length = head.number(Layout.BODY_LENGTH);
        int rawLength = head.number(Layout.RAW_LENGTH);
        if (length < 0 || rawLength < 0 || rawLength > maxValueBytes) {
            return Reason.LENGTH;
        }
        if (length != bytes.length - head.length()) {
            return Reason.CUT;
        }
        return head.number(Layout.BODY_CHECK) == check(bytes, head.length(), length) ? null : Reason.CHECKSUM;
    }

    private static byte @Nullable [] value(Head head, byte[] bytes) {
        int rawLength = head.number(Layout.RAW_LENGTH);
        if (head.flag(Layout.COMPRESSED)) {
            return Compression.inflate(bytes, head.length(), bytes.length - head.length(), rawLength);
        }
        return rawLength == bytes.length - head.length()
                ? Arrays.copyOfRange(bytes, head.length(), bytes.length)
                : null;
    }

    private static Entry entry(Head head, byte[] value, Position asOf) {
        return new Entry(
                value,
                head.contentType,
                head.tags,
                head.etag,
                asOf,
                head.time(Layout.CREATED),
                head.time(Layout.EXPIRES),
                head.time(Layout.STALE_UNTIL),
                head.time(Layout.LOAD_COST),
                head.flag(Layout.NEGATIVE));
    }

    private static int check(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
