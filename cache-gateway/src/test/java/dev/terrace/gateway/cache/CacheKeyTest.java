package dev.terrace.gateway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheKeyTest {
    /** Marks in the log and files on disk bear the hash: it is over UTF-8, whatever the text is made of. */
    @ParameterizedTest
    @CsvSource({"c,k", "products,user:123", "products,f\u00fcr", "products,\u65e5\u672c", "c,a\ud83d\ude00b", "c,''"})
    void hashesTheBytesOfUtf8(String cache, String key) {
        assertEquals(
                overBytes(overBytes(0xcbf29ce484222325L, cache), key),
                CacheKey.of(cache, key).hash());
    }

    private static long overBytes(long seed, String text) {
        long h = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        h = (h ^ 0xff) * 0x100000001b3L;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
