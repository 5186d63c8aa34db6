package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.problem.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What callers send in fields, paths and bodies of the data plane: read as it was meant, or refused as declared; nothing else happens. */
class ParserProperties {
    @Property
    void aRangeLiesInTheValue(@ForAll("ranges") String field, @ForAll @IntRange(max = 100) int length) {
        ByteRange range = ByteRange.of(field, length);
        if (range != null && range != ByteRange.UNSATISFIABLE) {
            assertTrue(0 <= range.first() && range.first() <= range.last() && range.last() < length, range.toString());
        }
    }

    @Property
    void aRangeComesBackAsItWas(@ForAll @IntRange(max = 1000) int first, @ForAll @IntRange(max = 1000) int more) {
        ByteRange range = ByteRange.of("bytes=" + first + "-" + (first + more), 5000);
        assertEquals(new ByteRange(first, first + more), range);
        assertEquals("bytes " + first + "-" + (first + more) + "/5000", range.contentRange(5000));
    }

    @Property
    void entityTagsComeBackAsTheyWere(@ForAll("tags") Set<String> tags) {
        String field = tags.stream().map(tag -> '"' + tag + '"').collect(Collectors.joining(", "));
        EntityTags parsed = EntityTags.parse(field);
        assertEquals(tags.isEmpty() ? null : new EntityTags(false, tags, tags), parsed);
        String weak = tags.stream().map(tag -> "W/\"" + tag + '"').collect(Collectors.joining(","));
        assertEquals(tags.isEmpty() ? null : new EntityTags(false, Set.of(), tags), EntityTags.parse(weak));
    }

    @Property
    void anyFieldOfEntityTagsIsReadOrRefused(@ForAll("quoted") String field) {
        EntityTags parsed = EntityTags.parse(field);
        assertTrue(parsed == null || parsed.any() || parsed.all().containsAll(parsed.strong()));
    }

    @Property
    void anyCacheControlIsRead(@ForAll("directives") String field) {
        CacheDirectives read = CacheDirectives.parse(field);
        assertTrue(read.maxStaleMs() >= 0);
        assertEquals(field.toLowerCase(java.util.Locale.ROOT).matches("(.*,)?\\s*no-cache\\s*(,.*)?"), read.noCache());
    }

    @Property
    void everyKeyGetsThroughAPath(@ForAll("keys") String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        assertEquals(key, PercentDecoding.decode(encoded));
        assertEquals(new DataPath.Key("shop", key), DataPath.of(DataPath.PREFIX + "shop/" + encoded, false));
        assertEquals(key.getBytes(StandardCharsets.UTF_8).length, PercentDecoding.utf8Length(key));
    }

    @Property
    void anyPathIsReadOrMalformed(@ForAll("paths") String rest, @ForAll boolean post) {
        DataPath path = DataPath.of(DataPath.PREFIX + rest, post);
        if (path instanceof DataPath.Key key) {
            assertNull(DataPath.fault(key.key()));
        }
    }

    @Property
    void anyBodyOfABatchIsReadOrRefused(@ForAll("json") String body) {
        refusedOrRead(() -> Json.read(bytes(body), BatchRequests.Keys.class).checked());
        refusedOrRead(() -> Json.read(bytes(body), BatchRequests.Entries.class).checked(1000));
    }

    @Property
    void anyBytesAreNoBatch(@ForAll byte[] body) {
        refusedOrRead(() -> Json.read(body, BatchRequests.Entries.class).checked(1000));
    }

    @Property
    void batchesComeBackAsTheyWere(@ForAll("keys") String key, @ForAll byte[] value) {
        record One(String key, String value) {}
        record All(List<One> entries) {}
        byte[] body =
                Json.bytes(new All(List.of(new One(key, Base64.getEncoder().encodeToString(value)))));
        BatchRequests.Write write =
                Json.read(body, BatchRequests.Entries.class).checked(1 << 20).getFirst();
        assertEquals(key, write.key());
        assertEquals(List.of(value).getFirst().length, write.value().bytes().length);
        org.junit.jupiter.api.Assertions.assertArrayEquals(value, write.value().bytes());
    }

    private static void refusedOrRead(Runnable reading) {
        try {
            reading.run();
        } catch (Problem refused) {
            assertTrue(refused.status() == 400 || refused.status() == 422, "status " + refused.status());
            assertNotNull(refused.getMessage());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> ranges() {
        return pieces("bytes=", "Bytes=", "-", "0", "7", "99", "100", ",", " ", "999999999999999999999", "x");
    }

    @Provide
    Arbitrary<Set<String>> tags() {
        return Arbitraries.strings()
                .withCharRange('#', '~')
                .withChars('!')
                .ofMaxLength(8)
                .set()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> quoted() {
        return pieces("\"", "W/", "w/", "*", "a", ",", " ", "\t", "\"\"", "\"b\"");
    }

    @Provide
    Arbitrary<String> directives() {
        return pieces("no-cache", "only-if-cached", "max-stale", "=", "60", ",", " ", "99999999999", "\"", "NO-CACHE");
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(40),
                        Arbitraries.strings().withChars("/%.+ _a?#&=;").ofMaxLength(20),
                        Arbitraries.integers().between(0x10000, 0x10ffff).map(Character::toString))
                .filter(key -> !key.isEmpty());
    }

    @Provide
    Arbitrary<String> paths() {
        return pieces(
                "a", "/", "%", "%2", "%2F", "%C3%A4", "%ff", "%00", "_", "_increment", "..", "é", " ", "%ed%a0%80");
    }

    @Provide
    Arbitrary<String> json() {
        return pieces(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "null",
                "1",
                "1e999999999",
                "\"a\"",
                "\"keys\":",
                "\"entries\":",
                "true",
                "\"keys\":[\"a\",null]",
                "{\"key\":\"k\",\"value\":\"AA==\"}",
                "{\"key\":\"k\",\"value\":\"=\"}",
                "{\"key\":\"k\",\"value\":\"\",\"ttl\":1e99999}",
                "{\"key\":\"k\",\"value\":\"\",\"tags\":[null]}",
                "{\"keys\":[",
                "{\"entries\":[",
                "]}");
    }

    private static Arbitrary<String> pieces(String... pieces) {
        return Arbitraries.of(pieces).list().ofMaxSize(9).map(list -> String.join("", list));
    }
}
