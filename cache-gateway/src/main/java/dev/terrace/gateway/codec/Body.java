package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.LockedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A value on its way into or out of a body: packed first, then sealed. */
final class Body {
    private static final int VERSION_BYTES = 4;
    private static final int ETAG_LENGTH_BYTES = 2;

    private Body() {}

    /** What was packed, and the flags that say how. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Packed(byte[] bytes, int flags) {}

    /** A packed value with the etag that was sealed beside it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Opened(byte[] packed, String etag) {}

    static Packed pack(byte[] value, Wrapping wrapping, boolean shortLived) {
        if (!wrapping.compression()) {
            return new Packed(value, 0);
        }
        boolean fits =
                value.length >= Compression.DICTIONARY_MIN_BYTES && value.length <= Compression.DICTIONARY_MAX_BYTES;
        if (fits && shortLived) {
            Dictionaries dictionaries = wrapping.dictionaries();
            dictionaries.seen(value);
            Dictionary dictionary = dictionaries.current();
            byte[] small = dictionary == null ? null : Compression.shrink(value, dictionary);
            if (dictionary != null) {
                dictionaries.used(value.length, small == null ? value.length : small.length);
            }
            if (small != null) {
                return new Packed(small, Layout.COMPRESSED | Layout.DICTIONARY);
            }
        }
        byte[] small = Compression.shrink(value);
        return small == null ? new Packed(value, 0) : new Packed(small, Layout.COMPRESSED);
    }

    /** Bytes of a sealed body. */
    static int sealedLength(int packed, byte[] etag) {
        return VERSION_BYTES + DataKey.OVERHEAD + ETAG_LENGTH_BYTES + etag.length + packed;
    }

    /** {@code key-version nonce sealed(etag packed) tag}. */
    static byte[] seal(DataKey key, byte[] associated, byte[] etag, byte[] packed) {
        byte[] plain = ByteBuffer.allocate(ETAG_LENGTH_BYTES + etag.length + packed.length)
                .putShort((short) etag.length)
                .put(etag)
                .put(packed)
                .array();
        byte[] sealed = key.seal(associated, plain);
        return ByteBuffer.allocate(VERSION_BYTES + sealed.length)
                .putInt(key.version())
                .put(sealed)
                .array();
    }

    static int keyVersion(byte[] bytes, int from) {
        return bytes.length - from < VERSION_BYTES ? -1 : ByteBuffer.wrap(bytes).getInt(from);
    }

    static @Nullable Opened open(DataKey key, byte[] associated, byte[] bytes, int from) {
        byte[] plain = key.open(associated, bytes, from + VERSION_BYTES);
        if (plain == null || plain.length < ETAG_LENGTH_BYTES) {
            return null;
        }
        int etag = ByteBuffer.wrap(plain).getShort(0) & 0xffff;
        if (etag > plain.length - ETAG_LENGTH_BYTES) {
            return null;
        }
        int at = ETAG_LENGTH_BYTES + etag;
        return new Opened(
                Arrays.copyOfRange(plain, at, plain.length),
                new String(plain, ETAG_LENGTH_BYTES, etag, StandardCharsets.UTF_8));
    }

    /** All of a header but stamp and checks, and the key's version: what a body is bound to. */
    static byte[] associated(byte[] bytes, int headLength, int keyVersion) {
        int fields = Layout.BODY_CHECK - Layout.HEAD_LENGTH;
        return ByteBuffer.allocate(Layout.STAMP + fields + headLength - Layout.ETAG + VERSION_BYTES)
                .put(bytes, 0, Layout.STAMP)
                .put(bytes, Layout.HEAD_LENGTH, fields)
                .put(bytes, Layout.ETAG, headLength - Layout.ETAG)
                .putInt(keyVersion)
                .array();
    }

    /** The key for the cache's next value. */
    static DataKey needed(@Nullable DataKey key, CacheKey of) {
        if (key == null) {
            throw new LockedException("This node holds no data key of the cache " + of.cache() + ".");
        }
        return key;
    }
}
