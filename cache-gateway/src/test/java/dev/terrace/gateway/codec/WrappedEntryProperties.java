package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Decoding.Decoded;
import dev.terrace.gateway.codec.Decoding.Refused;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a wrapped entry: it is refused, or it is the same value. Never another value, never an exception. */
class WrappedEntryProperties {
    private static final CacheKey KEY = CacheKey.of("shop", "user:1");
    private static final List<byte[]> RECORDS = JsonRecords.of(600, 11);
    private static final TestDictionaries DICTIONARIES = new TestDictionaries(RECORDS);
    private static final TestKeys KEYS = new TestKeys(1, "fuzz");

    @Provide
    Arbitrary<EntryCodec> codecs() {
        return Arbitraries.of(codec(true, Dictionaries.NONE), codec(false, DICTIONARIES), codec(true, DICTIONARIES));
    }

    private static EntryCodec codec(boolean sealed, Dictionaries dictionaries) {
        return new EntryCodec(new Wrapping(true, sealed, KEYS, dictionaries), 1 << 20);
    }

    private static Entry entry(byte[] value) {
        return new Entry(value, "application/json", List.of("t"), "e", new Position(3, 7), 10, 20, 30, 40, false);
    }

    private static byte[] value(int n) {
        return n < RECORDS.size() ? RECORDS.get(n) : new byte[n];
    }

    @Property(tries = 300)
    void comesBackAsItWas(@ForAll("codecs") EntryCodec codec, @ForAll @IntRange(max = 3000) int n) {
        byte[] bytes = codec.encode(KEY, entry(value(n)));
        Decoded decoded = assertInstanceOf(Decoded.class, codec.decode(KEY, bytes));
        assertArrayEquals(value(n), decoded.entry().value());
    }

    @Property(tries = 30)
    void everyFlippedByteIsRefused(
            @ForAll("codecs") EntryCodec codec, @ForAll @IntRange(max = 900) int n, @ForAll byte mask) {
        byte[] bytes = codec.encode(KEY, entry(value(n)));
        byte flip = mask == 0 ? 1 : mask;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= flip;
            assertInstanceOf(Refused.class, codec.decode(KEY, bytes), "byte " + i);
            bytes[i] ^= flip;
        }
    }

    @Property(tries = 30)
    void everyCutAndEveryGrowthIsRefused(@ForAll("codecs") EntryCodec codec, @ForAll @IntRange(max = 700) int n) {
        byte[] bytes = codec.encode(KEY, entry(value(n)));
        for (int length = 0; length < bytes.length; length++) {
            assertInstanceOf(Refused.class, codec.decode(KEY, Arrays.copyOf(bytes, length)), "length " + length);
        }
        assertInstanceOf(Refused.class, codec.decode(KEY, Arrays.copyOf(bytes, bytes.length + 1)));
    }

    /** As someone would who knows the format: bytes changed, then every check made right again. Only the seal can tell. */
    @Property(tries = 2000)
    void forgedWithChecksMendedIsNeverAnotherValueOfASealedEntry(
            @ForAll @IntRange(max = 600) int n, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        EntryCodec codec = codec(true, DICTIONARIES);
        byte[] value = value(n);
        byte[] bytes = codec.encode(KEY, entry(value));
        change(bytes, new Random(seed), changes);
        if (codec.decode(KEY, mended(bytes)) instanceof Decoded decoded) {
            assertArrayEquals(value, decoded.entry().value());
        }
    }

    /** The same without a seal: nobody can tell a forged value then, but nothing may break. */
    @Property(tries = 2000)
    void forgedWithChecksMendedBreaksNothing(
            @ForAll @IntRange(max = 600) int n, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
        EntryCodec codec = codec(false, DICTIONARIES);
        byte[] bytes = codec.encode(KEY, entry(value(n)));
        change(bytes, new Random(seed), changes);
        Decoding decoding = codec.decode(KEY, mended(bytes));
        if (decoding instanceof Decoded decoded) {
            assertInstanceOf(Entry.class, decoded.entry());
        }
    }

    /** Anywhere but in the lengths that say where the body begins, or the test would mend something else. */
    private static void change(byte[] bytes, Random random, int changes) {
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            if (at < Layout.HEAD_LENGTH || at >= Layout.HEAD_LENGTH + 4) {
                bytes[at] = (byte) random.nextInt();
            }
        }
    }

    private static byte[] mended(byte[] bytes) {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int head = fields.getInt(Layout.HEAD_LENGTH);
        fields.putShort(0, Layout.MAGIC).put(2, (byte) Layout.VERSION);
        Position stamp = Stamp.position(bytes, Layout.STAMP);
        Stamp.put(fields, Layout.STAMP, new Position(stamp.epoch() >>> 1, stamp.offset() >>> 1));
        CRC32C crc = new CRC32C();
        crc.update(bytes, head, bytes.length - head);
        fields.putInt(Layout.BODY_CHECK, (int) crc.getValue());
        fields.putInt(Layout.HEAD_CHECK, Head.check(bytes, head));
        return bytes;
    }
}
