package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryCodecTest {
    private static final CacheKey KEY = CacheKey.of("shop", "user:1");
    private final EntryCodec codec = new EntryCodec(true, 1 << 20);

    private static Entry entry(byte[] value) {
        return new Entry(value, "text/plain", List.of("a", "b"), "e1", new Position(3, 77), 10, 20, 30, 40, false);
    }

    private Reason reason(byte[] bytes) {
        return assertInstanceOf(Refused.class, codec.decode(KEY, bytes)).reason();
    }

    @Test
    void compressesWhatShrinksByATenth() {
        byte[] value = new byte[4096];
        byte[] bytes = codec.encode(KEY, entry(value));
        assertTrue(bytes.length < 300, () -> "bytes " + bytes.length);
        assertArrayEquals(
                value,
                assertInstanceOf(Decoded.class, codec.decode(KEY, bytes))
                        .entry()
                        .value());
    }

    @Test
    void leavesAsItIsWhatDoesNotShrinkOrIsSmallOrWhenTold() {
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        byte[] small = new byte[1024];
        int head = codec.encode(KEY, entry(new byte[0])).length;
        assertEquals(head + noise.length, codec.encode(KEY, entry(noise)).length);
        assertEquals(head + small.length, codec.encode(KEY, entry(small)).length);
        EntryCodec plain = new EntryCodec(false, 1 << 20);
        assertEquals(head + 8192, plain.encode(KEY, entry(new byte[8192])).length);
    }

    @Test
    void stampStandsAtAFixedPlaceAndOrdersAsBytes() {
        byte[] bytes = codec.encode(KEY, entry(new byte[9]));
        assertEquals(new Position(3, 77), Stamp.position(bytes, Layout.STAMP));
        byte[] stamp = Arrays.copyOfRange(bytes, Layout.STAMP, Layout.STAMP + Layout.ORDER_BYTES);
        assertArrayEquals(Stamp.order(new Position(3, 77)), stamp);
        assertTrue(Arrays.compareUnsigned(stamp, Stamp.order(new Position(3, 256))) < 0);
        assertTrue(Arrays.compareUnsigned(stamp, Stamp.order(new Position(2, 999))) > 0);
    }

    @Test
    void stampIsRaisedInPlace() {
        byte[] bytes = codec.encode(KEY, entry(new byte[9]));
        Stamp.put(ByteBuffer.wrap(bytes), Layout.STAMP, new Position(4, 1));
        Decoded decoded = assertInstanceOf(Decoded.class, codec.decode(KEY, bytes));
        assertEquals(new Position(4, 1), decoded.entry().asOf());
    }

    @Test
    void movedEntryIsRefused() {
        byte[] bytes = codec.encode(KEY, entry(new byte[9]));
        Refused otherKey = assertInstanceOf(Refused.class, codec.decode(CacheKey.of("shop", "user:2"), bytes));
        Refused otherCache = assertInstanceOf(Refused.class, codec.decode(CacheKey.of("shoq", "user:1"), bytes));
        assertEquals(List.of(Reason.WRONG_KEY, Reason.WRONG_KEY), List.of(otherKey.reason(), otherCache.reason()));
    }

    @Test
    void unknownVersionFlagAndMagicAreNamed() {
        byte[] bytes = codec.encode(KEY, entry(new byte[9]));
        byte[] version = bytes.clone();
        version[2] = 2;
        byte[] flag = bytes.clone();
        flag[Layout.FLAGS] |= 64;
        byte[] magic = bytes.clone();
        magic[0] = 'X';
        assertEquals(
                List.of(Reason.VERSION, Reason.VERSION, Reason.MAGIC, Reason.CUT),
                List.of(reason(version), reason(flag), reason(magic), reason(new byte[3])));
    }

    @Test
    void largerThanAllowedIsRefusedWithoutTakingMemory() {
        byte[] bytes = codec.encode(KEY, entry(new byte[4096]));
        Refused refused = assertInstanceOf(Refused.class, new EntryCodec(true, 4095).decode(KEY, bytes));
        assertEquals(Reason.LENGTH, refused.reason());
    }

    @Test
    void frameThatIsNoneIsRefusedThoughItsChecksHold() {
        byte[] bytes = new EntryCodec(false, 1 << 20).encode(KEY, entry(new byte[4096]));
        bytes[Layout.FLAGS] |= Layout.COMPRESSED;
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        fields.putInt(Layout.HEAD_CHECK, Head.check(bytes, fields.getInt(Layout.HEAD_LENGTH)));
        assertEquals(Reason.COMPRESSION, reason(bytes));
    }

    @Test
    void labelIsReadFromTheHeaderAlone() {
        byte[] bytes = codec.encode(KEY, entry(new byte[100_000]));
        Label label = EntryCodec.label(Arrays.copyOf(bytes, 256)).orElseThrow();
        assertEquals(new Label("shop", "user:1", "e1", List.of("a", "b"), new Position(3, 77), false, 20), label);
        assertTrue(EntryCodec.label(Arrays.copyOf(bytes, 90)).isEmpty());
    }

    @Test
    void deletionIsNoEntry() {
        byte[] bytes = codec.encodeDeletion(KEY, new Position(5, 6), 1, 2);
        assertEquals(new Deleted(new Position(5, 6)), codec.decode(KEY, bytes));
    }

    @Test
    void namesBeyondTheBoundAreNotEncoded() {
        Entry long1 = new Entry(new byte[0], null, List.of("x".repeat(70_000)), "e", Position.NONE, 1, 2, 3, 0, false);
        Entry many = new Entry(
                new byte[0],
                null,
                java.util.Collections.nCopies(6, "x".repeat(60_000)),
                "e",
                Position.NONE,
                1,
                2,
                3,
                0,
                false);
        assertThrows(IllegalArgumentException.class, () -> codec.encode(KEY, long1));
        assertThrows(IllegalArgumentException.class, () -> codec.encode(KEY, many));
    }
}
