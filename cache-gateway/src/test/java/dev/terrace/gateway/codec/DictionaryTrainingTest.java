package dev.terrace.gateway.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Decoding.Reason;
import dev.terrace.gateway.codec.Decoding.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DictionaryTrainingTest {
    private static final CacheKey KEY = CacheKey.of("shop", "user:1");

    /** The target: records of 200 to 1,000 bytes at least twice as small as with zstd 3 alone. The dictionary has seen none of them. */
    @Test
    void smallJsonIsHalfOfWhatZstdAloneMakesOfIt() {
        TestDictionaries dictionaries = new TestDictionaries(JsonRecords.of(2000, 1));
        List<byte[]> others = JsonRecords.of(1000, 2);
        long raw = 0;
        long with = 0;
        long without = 0;
        for (byte[] record : others) {
            assertTrue(record.length >= 200 && record.length <= 1000, "a record of " + record.length);
            byte[] packed = Compression.shrink(record, dictionaries.dictionary);
            raw += record.length;
            with += packed == null ? record.length : packed.length;
            without += Math.min(record.length, Zstd.compress(record, 3).length);
        }
        double gain = (double) without / with;
        System.out.printf(
                "dictionary: %d records, raw %d B, zstd 3 %d B, with dictionary %d B: %.2f x smaller%n",
                others.size(), raw, without, with, gain);
        assertTrue(gain >= 2, "only " + gain);
    }

    @Test
    void frameNamesItsDictionary() {
        TestDictionaries dictionaries = new TestDictionaries(JsonRecords.of(600, 1));
        byte[] packed = Compression.shrink(JsonRecords.of(1, 5).getFirst(), dictionaries.dictionary);
        assertEquals(dictionaries.dictionary.id(), Compression.dictionary(packed, 0));
    }

    @Test
    void noiseAndTooFewSamplesGetNone() {
        Random random = new Random(4);
        List<byte[]> noise = IntStream.range(0, 400)
                .mapToObj(i -> {
                    byte[] bytes = new byte[300];
                    random.nextBytes(bytes);
                    return bytes;
                })
                .toList();
        assertEquals(Optional.empty(), DictionaryTraining.of(noise));
        assertEquals(Optional.empty(), DictionaryTraining.of(JsonRecords.of(100, 1)));
    }

    @Test
    void unknownDictionaryIsNamedAndLongLivedEntriesUseNone() {
        TestDictionaries dictionaries = new TestDictionaries(JsonRecords.of(600, 1));
        EntryCodec with = codec(dictionaries);
        EntryCodec without = codec(Dictionaries.NONE);
        byte[] value = JsonRecords.of(1, 5).getFirst();
        byte[] bytes = with.encode(KEY, entry(value, 1000));
        assertEquals(
                Reason.DICTIONARY,
                assertInstanceOf(Refused.class, without.decode(KEY, bytes)).reason());
        byte[] longLived = with.encode(KEY, entry(value, EntryCodec.DICTIONARY_LIFE_MS + 1));
        assertInstanceOf(Decoding.Decoded.class, without.decode(KEY, longLived));
        assertTrue(bytes.length < longLived.length);
    }

    private static EntryCodec codec(Dictionaries dictionaries) {
        return new EntryCodec(new Wrapping(true, false, ValueKeys.NONE, dictionaries), 1 << 20);
    }

    private static Entry entry(byte[] value, long life) {
        return new Entry(value, null, List.of(), "e", Position.NONE, 0, life, life, 0, false);
    }
}
