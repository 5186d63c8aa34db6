package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Decoding.Decoded;
import dev.terrace.gateway.codec.Decoding.Refused;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every entry: it comes back as it was, and never in another shape. */
class EntryCodecProperties {
    private final EntryCodec codec = new EntryCodec(true, 1 << 20);

    @Property(tries = 400)
    void comesBackAsItWas(@ForAll("keys") CacheKey key, @ForAll("entries") Entry entry) {
        Decoded decoded = assertInstanceOf(Decoded.class, codec.decode(key, codec.encode(key, entry)));
        assertArrayEquals(entry.value(), decoded.entry().value());
        assertEquals(withoutValue(entry), withoutValue(decoded.entry()));
    }

    @Property(tries = 30)
    void everyFlippedByteIsRefused(@ForAll("keys") CacheKey key, @ForAll("entries") Entry entry, @ForAll byte mask) {
        byte[] bytes = codec.encode(key, entry);
        byte flip = mask == 0 ? 1 : mask;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= flip;
            assertInstanceOf(Refused.class, codec.decode(key, bytes), "byte " + i);
            bytes[i] ^= flip;
        }
    }

    @Property(tries = 30)
    void everyCutAndEveryGrowthIsRefused(@ForAll("keys") CacheKey key, @ForAll("entries") Entry entry) {
        byte[] bytes = codec.encode(key, entry);
        for (int length = 0; length < bytes.length; length++) {
            assertInstanceOf(Refused.class, codec.decode(key, Arrays.copyOf(bytes, length)), "length " + length);
        }
        assertInstanceOf(Refused.class, codec.decode(key, Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Property(tries = 1000)
    void anyBytesAreRefused(@ForAll byte[] bytes, @ForAll("keys") CacheKey key) {
        assertInstanceOf(Refused.class, codec.decode(key, bytes));
    }

    private static Entry withoutValue(Entry e) {
        return new Entry(
                NOTHING,
                e.contentType(),
                e.tags(),
                e.etag(),
                e.asOf(),
                e.createdMs(),
                e.expiresMs(),
                e.staleUntilMs(),
                e.loadCostMicros(),
                e.negative());
    }

    private static final byte[] NOTHING = {};

    @Provide
    Arbitrary<CacheKey> keys() {
        return Combinators.combine(Arbitraries.strings().alpha().ofMinLength(1), texts().ofMinLength(1))
                .as(CacheKey::of);
    }

    @Provide
    Arbitrary<Entry> entries() {
        Arbitrary<byte[]> values = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(600),
                Arbitraries.bytes()
                        .between((byte) 0, (byte) 3)
                        .array(byte[].class)
                        .ofMinSize(1000)
                        .ofMaxSize(3000));
        Arbitrary<Position> positions = Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(Position::new);
        Arbitrary<Long> times = Arbitraries.longs();
        return Combinators.combine(
                        values, texts().injectNull(0.3), texts().list().ofMaxSize(5), texts(), positions, times, times)
                .as((value, type, tags, etag, asOf, created, expires) -> new Entry(
                        value, type, tags, etag, asOf, created, expires, expires ^ 5, created ^ 9, value.length == 7));
    }

    private static net.jqwik.api.arbitraries.StringArbitrary texts() {
        return Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(40);
    }
}
