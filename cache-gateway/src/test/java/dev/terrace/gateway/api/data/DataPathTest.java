package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPathTest {
    @ParameterizedTest
    @CsvSource({
        "user%3A1, user:1",
        "user:1, user:1",
        "a/, a/",
        "a//b, a//b",
        "a/../b, a/../b",
        "%2e%2e, ..",
        "../x, ../x",
        "a%2Fb, a/b",
        "a%252Fb, a%2Fb",
        "a+b, a+b",
        "caf%C3%A9, café",
        "%F0%9F%A6%8A, 🦊",
        "%00, '\0'",
        "_mget, _mget",
        "x/_increment, x/_increment",
        "a;b=c, a;b=c"
    })
    void takesTheKeyAsItIsDecodedOnce(String raw, String key) {
        assertEquals(new DataPath.Key("c", key), DataPath.of("/api/cache/c/" + raw, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "%4",
                "%zz",
                "%C3",
                "%C0%80",
                "%ED%A0%80",
                "%FF",
                "%+1",
                "a b",
                "é",
                "%１１",
                "a\"b",
                "a<b",
                "a>b",
                "a\\b",
                "a^b",
                "a`b",
                "a{b",
                "a|b",
                "a}b"
            })
    void refusesWhatIsNoKey(String raw) {
        assertInstanceOf(DataPath.Malformed.class, DataPath.of("/api/cache/c/" + raw, false));
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertInstanceOf(DataPath.Key.class, DataPath.of("/api/cache/c/" + "a".repeat(1024), false));
        assertInstanceOf(DataPath.Malformed.class, DataPath.of("/api/cache/c/" + "a".repeat(1025), false));
        assertInstanceOf(DataPath.Key.class, DataPath.of("/api/cache/c/" + "%C3%A9".repeat(512), false));
        assertInstanceOf(DataPath.Malformed.class, DataPath.of("/api/cache/c/" + "%C3%A9".repeat(513), false));
        assertInstanceOf(DataPath.Malformed.class, DataPath.of("/api/cache/c/" + "%F0%9F%A6%8A".repeat(257), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cache/c", "/api/cache/c/", "/api/cache/"})
    void hasNoEmptyKey(String path) {
        assertEquals(new DataPath.Malformed("The key is empty."), DataPath.of(path, false));
    }

    @Test
    void readsOperationsFromPostsOnly() {
        assertEquals(new DataPath.Operation("c", "_mget", null), DataPath.of("/api/cache/c/_mget", true));
        assertEquals(
                new DataPath.Operation("c", "_increment", "a/b"), DataPath.of("/api/cache/c/a%2Fb/_increment", true));
        assertEquals(new DataPath.Key("c", "_mget"), DataPath.of("/api/cache/c/_mget", false));
        assertEquals(new DataPath.Key("c", "a"), DataPath.of("/api/cache/c/a", true));
        assertInstanceOf(DataPath.Malformed.class, DataPath.of("/api/cache/c/_increment", true));
    }
}
