package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealedEntryTest {
    private static final CacheKey KEY = CacheKey.of("shop", "user:1");
    private static final String ETAG = "hash-of-the-value";
    private final TestKeys keys = new TestKeys(1, "one");
    private final EntryCodec codec = keys.codec(true, 1 << 20);
    private final EntryCodec plain = new EntryCodec(true, 1 << 20);

    private static Entry entry(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new Entry(bytes, "text/plain", List.of("a", "b"), ETAG, new Position(3, 77), 10, 20, 30, 40, false);
    }

    private static Reason reason(EntryCodec codec, CacheKey key, byte[] bytes) {
        return assertInstanceOf(Refused.class, codec.decode(key, bytes)).reason();
    }

    private static boolean holds(byte[] bytes, String text) {
        return HexFormat.of()
                .formatHex(bytes)
                .contains(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void valueAndEtagAreNotToBeSeenTagsAndKeyAre() {
        byte[] bytes = codec.encode(KEY, entry("the secret value"));
        assertFalse(holds(bytes, "secret"));
        assertFalse(holds(bytes, ETAG));
        assertTrue(holds(bytes, "user:1"));
        Decoded decoded = assertInstanceOf(Decoded.class, codec.decode(KEY, bytes));
        assertEquals("the secret value", new String(decoded.entry().value(), StandardCharsets.UTF_8));
        assertEquals(ETAG, decoded.entry().etag());
    }

    @Test
    void labelStandsWhereScriptsLookForTheEtag() {
        byte[] bytes = codec.encode(KEY, entry("value"));
        String label = EntryCodec.label(bytes).orElseThrow().etag();
        assertTrue(codec.labels(KEY, Set.of("other", ETAG)).contains(label));
        assertTrue(codec.labels(KEY, Set.of(ETAG)).contains(ETAG), "a record from before encryption is met by its own");
        assertFalse(codec.labels(KEY, Set.of("other")).contains(label));
        assertEquals(label, codec.label(KEY, entry("value")));
        int length = ByteBuffer.wrap(bytes).getShort(Layout.ETAG);
        assertEquals(label, new String(bytes, Layout.ETAG + 2, length, StandardCharsets.UTF_8));
        byte[] twin = codec.encode(CacheKey.of("shop", "user:2"), entry("value"));
        assertNotEquals(label, EntryCodec.label(twin).orElseThrow().etag(), "equal values are not to be told by it");
    }

    @Test
    void compressesFirst() {
        assertTrue(codec.encode(KEY, entry("x".repeat(100_000))).length < 1000);
    }

    @Test
    void sameEntryTwiceIsSealedDifferently() {
        byte[] one = codec.encode(KEY, entry("value"));
        byte[] two = codec.encode(KEY, entry("value"));
        assertNotEquals(HexFormat.of().formatHex(one), HexFormat.of().formatHex(two));
    }

    @Test
    void stampIsRaisedWithoutSealingAnew() {
        byte[] bytes = codec.encode(KEY, entry("value"));
        Stamp.put(ByteBuffer.wrap(bytes), Layout.STAMP, new Position(4, 1));
        assertEquals(
                new Position(4, 1),
                assertInstanceOf(Decoded.class, codec.decode(KEY, bytes))
                        .entry()
                        .asOf());
    }

    /** Whoever writes into the store can mend every CRC; the seal is what holds. */
    @Test
    void bodyUnderAnotherHeaderIsRefused() {
        byte[] mine = codec.encode(KEY, entry("mine"));
        byte[] yours = codec.encode(CacheKey.of("shop", "user:2"), entry("your"));
        byte[] mixed = mine.clone();
        int from = ByteBuffer.wrap(mine).getInt(Layout.HEAD_LENGTH);
        System.arraycopy(yours, from, mixed, from, yours.length - from);
        assertEquals(Reason.SEAL, reason(codec, KEY, mended(mixed)));
        byte[] longer = mine.clone();
        ByteBuffer.wrap(longer).putLong(Layout.STALE_UNTIL, 1_000_000);
        assertEquals(Reason.SEAL, reason(codec, KEY, mended(longer)));
        byte[] negative = mine.clone();
        negative[Layout.FLAGS] |= Layout.NEGATIVE;
        assertEquals(Reason.SEAL, reason(codec, KEY, mended(negative)));
        byte[] otherKey = mine.clone();
        keys.add(2, "two");
        ByteBuffer.wrap(otherKey).putInt(from, 2);
        assertEquals(Reason.SEAL, reason(codec, KEY, mended(otherKey)));
    }

    private static byte[] mended(byte[] bytes) {
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int head = fields.getInt(Layout.HEAD_LENGTH);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes, head, bytes.length - head);
        fields.putInt(Layout.BODY_CHECK, (int) crc.getValue());
        fields.putInt(Layout.HEAD_CHECK, Head.check(bytes, head));
        return bytes;
    }

    @Test
    void plainEntryInAnEncryptedCacheIsForgedButARecordMayBeFromBefore() {
        byte[] forged = plain.encode(KEY, entry("forged"));
        assertEquals(Reason.UNSEALED, reason(codec, KEY, forged));
        assertInstanceOf(Decoded.class, codec.decodeRecord(KEY, forged));
        assertInstanceOf(Deleted.class, codec.decode(KEY, codec.encodeDeletion(KEY, new Position(1, 1), 1, 2)));
    }

    @Test
    void sealedEntryIsReadAfterEncryptionWasSwitchedOff() {
        byte[] bytes = codec.encode(KEY, entry("kept"));
        EntryCodec off = new EntryCodec(new Wrapping(true, false, keys, Dictionaries.NONE), 1 << 20);
        assertInstanceOf(Decoded.class, off.decode(KEY, bytes));
    }

    @Test
    void olderKeysOpenNewerOnesSeal() {
        byte[] old = codec.encode(KEY, entry("old"));
        keys.add(2, "two");
        byte[] fresh = codec.encode(KEY, entry("fresh"));
        assertInstanceOf(Decoded.class, codec.decode(KEY, old));
        assertInstanceOf(Decoded.class, codec.decode(KEY, fresh));
        keys.without(2);
        assertEquals(Reason.KEY, reason(codec, KEY, fresh));
        assertTrue(Reason.KEY.onlyHere());
    }

    @Test
    void withoutAKeyNothingIsWrittenInTheClear() {
        EntryCodec none = new EntryCodec(new Wrapping(true, true, ValueKeys.NONE, Dictionaries.NONE), 1 << 20);
        assertThrows(LockedException.class, () -> none.encode(KEY, entry("value")));
        assertEquals(Reason.KEY, reason(none, KEY, codec.encode(KEY, entry("value"))));
        assertEquals(Reason.KEY, reason(plain, KEY, codec.encode(KEY, entry("value"))));
    }

    @Test
    void negativeEntriesAreSealedToo() {
        Entry none = new Entry(new byte[0], null, List.of(), "absent", Position.NONE, 1, 2, 3, 0, true);
        Decoded decoded = assertInstanceOf(Decoded.class, codec.decode(KEY, codec.encode(KEY, none)));
        assertTrue(decoded.entry().negative());
        assertArrayEquals(new byte[0], decoded.entry().value());
    }
}
