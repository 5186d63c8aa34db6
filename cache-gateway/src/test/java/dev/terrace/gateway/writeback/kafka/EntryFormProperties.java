package dev.terrace.gateway.writeback.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.journal.Journaled;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every entry: it comes back as it was, and what is damaged is told from what is not. */
class EntryFormProperties {
    @Property(tries = 1000)
    void comesBackAsItWas(@ForAll("entries") Journaled entry) {
        byte[] bytes = EntryForm.write(entry);
        Journaled read = EntryForm.read(bytes);
        assertEquals(entry.getClass(), read.getClass());
        assertArrayEquals(bytes, EntryForm.write(read));
        assertEquals(plain(entry), plain(read));
        assertArrayEquals(value(entry), value(read));
    }

    @Property(tries = 100)
    void everyCutAndEveryGrowthIsRefused(@ForAll("entries") Journaled entry) {
        byte[] bytes = EntryForm.write(entry);
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length));
        }
        refused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /** A length or a count that is damaged must not make the reader ask for memory that it has not got, nor fail in another way. */
    @Property(tries = 100)
    void aFlippedByteIsRefusedOrReadsAsAnEntry(@ForAll("entries") Journaled entry, @ForAll byte mask) {
        byte[] bytes = EntryForm.write(entry);
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= mask == 0 ? (byte) 0x80 : mask;
            readsOrIsRefused(damaged);
        }
    }

    @Property(tries = 1000)
    void anyBytesAreRefusedOrAnEntry(@ForAll byte[] bytes) {
        readsOrIsRefused(bytes);
    }

    @Example
    void otherVersionsAndKindsAreRefused() {
        byte[] bytes = EntryForm.write(new Journaled.Claim("node"));
        for (int other : new int[] {0, 2, 255}) {
            byte[] version = bytes.clone();
            version[0] = (byte) other;
            refused(version);
        }
        for (int other : new int[] {0, 7, 255}) {
            byte[] kind = bytes.clone();
            kind[1] = (byte) other;
            refused(kind);
        }
        assertThrows(IllegalArgumentException.class, () -> EntryForm.read(null));
    }

    @Example
    void aVeryLongReasonIsCut() {
        Journaled.Write write = new Journaled.Write(CacheKey.of("c", "k"), null, 1);
        Journaled.Dead dead = new Journaled.Dead(1, 1, 1, write, "ü".repeat(50_000), 8);
        Journaled.Dead read = (Journaled.Dead) EntryForm.read(EntryForm.write(dead));
        assertEquals("ü".repeat(1000), read.reason());
    }

    @Example
    void theRecordSaysWhatItIsAbout() {
        assertArrayEquals("c/ü".getBytes(UTF_8), EntryForm.key(new Journaled.Replay(CacheKey.of("c", "ü"), 1)));
        assertNull(EntryForm.key(new Journaled.Claim("node")));
    }

    private static void refused(byte[] bytes) {
        assertThrows(IllegalArgumentException.class, () -> EntryForm.read(bytes), () -> Arrays.toString(bytes));
    }

    private static void readsOrIsRefused(byte[] bytes) {
        try {
            EntryForm.read(bytes);
        } catch (IllegalArgumentException refused) {
            // As it should.
        }
    }

    private static Journaled plain(Journaled entry) {
        return switch (entry) {
            case Journaled.Write write -> withoutValue(write);
            case Journaled.Dead dead ->
                new Journaled.Dead(
                        dead.of(), dead.from(), dead.claim(), withoutValue(dead.write()), dead.reason(), dead.tries());
            default -> entry;
        };
    }

    private static final byte[] NOTHING = {};

    private static Journaled.Write withoutValue(Journaled.Write write) {
        NewValue value = write.value();
        return value == null
                ? write
                : new Journaled.Write(
                        write.key(),
                        new NewValue(NOTHING, value.contentType(), value.ttlMs(), value.tags()),
                        write.atMs());
    }

    private static byte[] value(Journaled entry) {
        Journaled.Write write =
                switch (entry) {
                    case Journaled.Write w -> w;
                    case Journaled.Dead dead -> dead.write();
                    default -> null;
                };
        NewValue value = write == null ? null : write.value();
        return value == null ? NOTHING : value.bytes();
    }

    @Provide
    Arbitrary<Journaled> entries() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<CacheKey> keys = Combinators.combine(text, text).as(CacheKey::of);
        Arbitrary<Long> offsets = Arbitraries.longs().greaterOrEqual(-1);
        Arbitrary<NewValue> values = Combinators.combine(
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                        text.injectNull(0.3),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.3),
                        text.list().ofMaxSize(4))
                .as(NewValue::new);
        Arbitrary<Journaled.Write> writes = Combinators.combine(keys, values.injectNull(0.3), Arbitraries.longs())
                .as(Journaled.Write::new);
        return Arbitraries.oneOf(
                writes.map(w -> w),
                Combinators.combine(keys, offsets, offsets).as(Journaled.Flushed::new),
                Combinators.combine(offsets, offsets, offsets, writes, text, Arbitraries.integers())
                        .as(Journaled.Dead::new),
                Combinators.combine(keys, offsets).as(Journaled.Replay::new),
                Combinators.combine(keys, offsets).as(Journaled.Discard::new),
                Combinators.combine(text, offsets).as((node, number) -> new Journaled.Claim(node, number)));
    }
}
