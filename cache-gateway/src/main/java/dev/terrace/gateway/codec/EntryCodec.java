package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LockedException;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Decoding.Decoded;
import dev.terrace.gateway.codec.Decoding.Deleted;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.codec.Decoding.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * body       = packed / sealed                         ; as flag 8 says
 * packed     = value / zstd-frame                      ; as flag 1 says; with flag 16 the frame names its dictionary
 * sealed     = key-version:4 nonce:24 ciphertext tag:16 ; XAES-256-GCM over: true-etag packed
 * true-etag  = length:2 utf-8                          ; the header's etag is a label of it (LabelKey)
 * magic      = %x54 %x45          version = %x01
 * flags      = 1 compressed, 2 negative, 4 deleted, 8 sealed, 16 dictionary, 32 large    ; others are refused
 * </pre>
 *
 * <p>Why so: the stamp stands at a fixed place and orders as bytes, so a script or SQL compares it without knowing the rest, and it is raised
 * without touching the value; therefore it is outside the other checks and has its own. Header and body are checked apart (CRC32C, which finds
 * every burst of up to 32 bits), so tags and key can be read without the value. Cache and key are inside, so an entry that was moved or reached
 * by a collision of hashes is refused. Head and body must add up to the bytes given: a cut or grown one is refused before anything is read.
 *
 * <p>A sealed body is bound to its whole header but stamp and checks, and to its key's version (docs/adr/0005-values.md): whoever can write
 * into a store cannot move it, change its times or tags, or pass a plain one off for it. Flags 8 and 16 came after the others; what was
 * written without them is read as ever. Readers from before refuse them by name.
 *
 * <p>With flag 32 the value is the manifest of one that is kept apart (docs/adr/0008-large-values.md): its blob's id stands first in the
 * body, which is neither compressed nor sealed, so that a store reads what its records name.
 *
 * <p>Safe for use by many threads.
 */
public final class EntryCodec {
    /**
     * Longest life of an entry that is packed with a dictionary, milliseconds: a dictionary is kept for longer than that after it was replaced,
     * and then nothing can name it.
     */
    public static final long DICTIONARY_LIFE_MS = 7L * 24 * 3600 * 1000;

    private static final byte[] NO_BODY = {};

    private final Wrapping wrapping;
    private final int maxValueBytes;

    /** Plain; compresses if told so; refuses values larger than {@code maxValueBytes} on reading, before memory is taken for them. */
    public EntryCodec(boolean compression, int maxValueBytes) {
        this(new Wrapping(compression, false, ValueKeys.NONE, Dictionaries.NONE), maxValueBytes);
    }

    /** Wraps values as told; the same bound. */
    public EntryCodec(Wrapping wrapping, int maxValueBytes) {
        this.wrapping = wrapping;
        this.maxValueBytes = maxValueBytes;
    }

    /**
     * The entry as bytes.
     *
     * @throws IllegalArgumentException when names and tags exceed 256 KiB, or one of them 65,534 bytes
     * @throws LockedException when it is to be sealed and this node holds no key
     */
    public byte[] encode(CacheKey key, Entry entry) {
        if (entry.large()) {
            byte[] manifest = entry.value();
            return checked(head(key, entry, entry.etag(), Layout.LARGE, manifest.length), manifest);
        }
        long life = entry.staleUntilMs() - entry.createdMs();
        boolean shortLived = life >= 0 && life <= DICTIONARY_LIFE_MS;
        Body.Packed packed = Body.pack(entry.value(), wrapping, shortLived);
        int flags = packed.flags() | (entry.negative() ? Layout.NEGATIVE : 0);
        if (!wrapping.sealed()) {
            return checked(head(key, entry, entry.etag(), flags, packed.bytes().length), packed.bytes());
        }
        return seal(key, entry, packed.bytes(), flags | Layout.SEALED);
    }

    /** A mark in place of an entry, good until that time. */
    public byte[] encodeDeletion(CacheKey key, Position at, long nowMs, long untilMs) {
        Entry none = new Entry(NO_BODY, null, List.of(), "", at, nowMs, untilMs, untilMs, 0, false);
        return checked(head(key, none, "", Layout.DELETED, 0), NO_BODY);
    }

    /** What the bytes hold for this key. Never throws, never a wrong value. */
    public Decoding decode(CacheKey key, byte[] bytes) {
        return decode(key, bytes, !wrapping.sealed());
    }

    /** The same for a record, which may have been written before its cache was encrypted. */
    public Decoding decodeRecord(CacheKey key, byte[] bytes) {
        return decode(key, bytes, true);
    }

    /** The etags that a header may bear for an entry with one of these. */
    public Set<String> labels(CacheKey key, Set<String> etags) {
        LabelKey labels = wrapping.keys().labels();
        if (labels == null) {
            return etags;
        }
        Set<String> both = new HashSet<>(etags);
        etags.forEach(etag -> both.add(labels.label(key.key(), etag)));
        return both;
    }

    /** The etag that the header of this entry bears as it would be written now. */
    public String label(CacheKey key, Entry entry) {
        return wrapping.sealed() && !entry.large() ? label(key, entry.etag()) : entry.etag();
    }

    private String label(CacheKey key, String etag) {
        LabelKey labels = wrapping.keys().labels();
        if (labels == null) {
            throw new LockedException("This node holds no label key of the cache " + key.cache() + ".");
        }
        return labels.label(key.key(), etag);
    }

    private Decoding decode(CacheKey key, byte[] bytes, boolean plainToo) {
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
        if (head.flag(Layout.SEALED)) {
            return opened(head, bytes, asOf);
        }
        return plainToo ? unpacked(head, bytes, head.length(), head.etag, asOf) : new Refused(Reason.UNSEALED);
    }

    private Decoding opened(Head head, byte[] bytes, Position asOf) {
        int version = Body.keyVersion(bytes, head.length());
        DataKey with = version < 1 ? null : wrapping.keys().version(version);
        if (with == null) {
            return new Refused(Reason.KEY);
        }
        byte[] associated = Body.associated(bytes, head.length(), version);
        Body.Opened opened = Body.open(with, associated, bytes, head.length());
        return opened == null ? new Refused(Reason.SEAL) : unpacked(head, opened.packed(), 0, opened.etag(), asOf);
    }

    private Decoding unpacked(Head head, byte[] bytes, int from, String etag, Position asOf) {
        int rawLength = head.number(Layout.RAW_LENGTH);
        int length = bytes.length - from;
        byte[] value;
        if (head.flag(Layout.DICTIONARY)) {
            Dictionary dictionary = wrapping.dictionaries().find(Compression.dictionary(bytes, from));
            if (dictionary == null) {
                return new Refused(Reason.DICTIONARY);
            }
            value = Compression.inflate(bytes, from, length, rawLength, dictionary);
        } else if (head.flag(Layout.COMPRESSED)) {
            value = Compression.inflate(bytes, from, length, rawLength);
        } else {
            value = rawLength == length ? Arrays.copyOfRange(bytes, from, bytes.length) : null;
        }
        return value == null ? new Refused(Reason.COMPRESSION) : new Decoded(entry(head, value, etag, asOf));
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

    /** The blob that the entry is a manifest of, from its first bytes; empty when it is none or they are cut. */
    public static Optional<UUID> blob(byte[] prefix) {
        Head head = Head.fault(prefix) == null ? Head.read(prefix) : null;
        boolean names = head != null && head.flag(Layout.LARGE) && prefix.length >= head.length() + 16;
        if (!names || head == null) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(prefix, head.length(), 16);
        return Optional.of(new UUID(id.getLong(), id.getLong()));
    }

    private byte[] seal(CacheKey key, Entry entry, byte[] packed, int flags) {
        DataKey with = Body.needed(wrapping.keys().current(), key);
        byte[] etag = entry.etag().getBytes(StandardCharsets.UTF_8);
        if (etag.length > Layout.MAX_STRING_BYTES) {
            throw new IllegalArgumentException("An etag is too long.");
        }
        byte[] head = head(key, entry, label(key, entry.etag()), flags, Body.sealedLength(packed.length, etag));
        byte[] associated = Body.associated(head, head.length, with.version());
        return checked(head, Body.seal(with, associated, etag, packed));
    }

    private static byte[] head(CacheKey key, Entry entry, String etag, int flags, int bodyLength) {
        Strings strings = new Strings(etag, key.cache(), key.key(), entry.contentType(), entry.tags());
        int headLength = Layout.ETAG + strings.size();
        ByteBuffer out = ByteBuffer.allocate(headLength);
        out.putShort(0, Layout.MAGIC).put(2, (byte) Layout.VERSION).put(Layout.FLAGS, (byte) flags);
        Stamp.put(out, Layout.STAMP, entry.asOf());
        out.putInt(Layout.HEAD_LENGTH, headLength)
                .putLong(Layout.CREATED, entry.createdMs())
                .putLong(Layout.EXPIRES, entry.expiresMs())
                .putLong(Layout.STALE_UNTIL, entry.staleUntilMs())
                .putLong(Layout.LOAD_COST, entry.loadCostMicros())
                .putInt(Layout.BODY_LENGTH, bodyLength)
                .putInt(Layout.RAW_LENGTH, entry.value().length);
        strings.put(out.position(Layout.ETAG));
        return out.array();
    }

    /** Head and body as one, with their checks. */
    private static byte[] checked(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, Math.addExact(head.length, body.length));
        System.arraycopy(body, 0, all, head.length, body.length);
        ByteBuffer.wrap(all).putInt(Layout.BODY_CHECK, check(body, 0, body.length));
        ByteBuffer.wrap(all).putInt(Layout.HEAD_CHECK, Head.check(all, head.length));
        return all;
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

    private static Entry entry(Head head, byte[] value, String etag, Position asOf) {
        return new Entry(
                value,
                head.contentType,
                head.tags,
                etag,
                asOf,
                head.time(Layout.CREATED),
                head.time(Layout.EXPIRES),
                head.time(Layout.STALE_UNTIL),
                head.time(Layout.LOAD_COST),
                head.flag(Layout.NEGATIVE),
                head.flag(Layout.LARGE));
    }

    private static int check(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
