package dev.terrace.gateway.origin.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Origin.Fetched;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever an origin answers has a meaning; a key fills one segment and nothing else. */
class OriginAnswerProperties {
    private static final byte[] BODY = {1};

    @Property
    void anyCacheControlHasAMeaning(@ForAll("controls") String control, @ForAll boolean honour) {
        Fetched.Value value = assertInstanceOf(Fetched.Value.class, of(200, control, honour));
        Long ttl = value.value().ttlMs();
        assertTrue(ttl == null || ttl >= 0, control);
        assertTrue(honour || (ttl == null && value.storable()), control);
    }

    @Property
    void aLargerAgeIsNeverAShorterOne(@ForAll @IntRange(min = 1, max = 20) int digits) {
        Fetched.Value value = assertInstanceOf(Fetched.Value.class, of(200, "max-age=" + "9".repeat(digits), true));
        Long ttl = value.value().ttlMs();
        assertTrue(ttl != null && ttl == Math.min(1L << 31, (long) Math.pow(10, digits) - 1) * 1000);
    }

    @Example
    void whatIsNotToBeUsedWithoutAskingIsNotKept() {
        for (String control : new String[] {"no-cache", "max-age=60, no-cache", "No-Store", "private=\"x\""}) {
            assertFalse(
                    assertInstanceOf(Fetched.Value.class, of(200, control, true))
                            .storable(),
                    control);
        }
        assertTrue(assertInstanceOf(Fetched.Value.class, of(200, "max-age=60, no-cached", true))
                .storable());
    }

    @Property
    void anyStatusHasAMeaning(@ForAll @IntRange(min = 100, max = 599) int status) {
        Fetched fetched = of(status, "", true);
        boolean ok = status / 100 == 2;
        assertEquals(ok, fetched instanceof Fetched.Value);
        assertEquals(status == 404 || status == 410, fetched instanceof Fetched.Nothing);
    }

    private static Fetched of(int status, String control, boolean honour) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().set("Cache-Control", control);
        return FetchedAnswer.of(new Body.Answer(status, headers, BODY), honour);
    }

    @Property
    void aKeyIsOneSegment(@ForAll("keys") String key) {
        String url = Urls.fill("http://origin/things/{key}/end", key);
        URI uri = URI.create(url);
        String[] segments = uri.getRawPath().split("/", -1);
        assertEquals(4, segments.length, url);
        assertEquals(key, URLDecoder.decode(segments[2], StandardCharsets.UTF_8));
        assertEquals(uri.normalize(), uri, url);
        assertTrue(uri.getRawQuery() == null && uri.getRawFragment() == null, url);
    }

    @Provide
    Arbitrary<String> controls() {
        return Arbitraries.of(
                        "max-age",
                        "s-maxage",
                        "no-store",
                        "private",
                        "=",
                        "\"",
                        "60",
                        "0",
                        "99999999999999",
                        ",",
                        " ",
                        "x")
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().withCharRange('\u0000', '\ud7ff').ofMaxLength(30),
                        Arbitraries.strings().withChars("/.%?#{}key").ofMaxLength(12))
                .filter(key -> !key.isEmpty());
    }
}
