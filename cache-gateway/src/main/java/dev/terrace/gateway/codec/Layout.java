package dev.terrace.gateway.codec;

/** Offsets of the fixed part; the grammar stands in {@link EntryCodec}. Scripts and SQL read the stamp, flags and etag at these offsets. */
public final class Layout {
    /** First byte of the stamp: epoch and offset, 16 bytes that compare as unsigned numbers, then the stamp's check. */
    public static final int STAMP = 4;
    /** Bytes of epoch and offset. */
    public static final int ORDER_BYTES = 16;
    /** The flags' byte. */
    public static final int FLAGS = 3;
    /** Flag: a mark in place of an entry. */
    public static final int DELETED = 4;
    /** First byte of the expiry, Unix milliseconds. */
    public static final int EXPIRES = 40;
    /** First byte of the etag's length, two bytes; the etag follows. */
    public static final int ETAG = 76;
    /** Bytes that tell one stored form from another: stamp, checks, times. */
    public static final int IDENTITY_BYTES = 76;
    /** Largest header. */
    public static final int MAX_HEAD_BYTES = 256 * 1024;

    static final short MAGIC = 0x5445;
    static final int VERSION = 1;
    static final int COMPRESSED = 1;
    static final int NEGATIVE = 2;
    static final int SEALED = 8;
    static final int DICTIONARY = 16;
    static final int LARGE = 32;
    static final int KNOWN_FLAGS = COMPRESSED | NEGATIVE | DELETED | SEALED | DICTIONARY | LARGE;
    static final int STAMP_BYTES = 20;
    static final int HEAD_CHECK = 24;
    static final int HEAD_LENGTH = 28;
    static final int CREATED = 32;
    static final int STALE_UNTIL = 48;
    static final int LOAD_COST = 56;
    static final int BODY_LENGTH = 64;
    static final int RAW_LENGTH = 68;
    static final int BODY_CHECK = 72;
    static final int MAX_STRING_BYTES = 0xfffe;
    static final int NO_STRING = 0xffff;

    private Layout() {}
}
