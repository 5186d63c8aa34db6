package dev.terrace.cdn.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetPathTest {
    @ParameterizedTest
    @CsvSource({
        "css/main.css,css/main.css",
        "/css//main.css,css/main.css",
        "./a/./b.js,a/b.js",
        "a\\b.js,a/b.js",
        "a b.txt,a b.txt"
    })
    void normalises(String raw, String path) {
        assertEquals(Optional.of(new AssetPath(path)), AssetPath.of(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "../etc/passwd", "a/../../b", "a/..\\b", "a\nb", "a?b", "a#b", "a%2e%2e/b", "a<b"})
    void refusesWhatClimbsOrBreaksAUrl(String raw) {
        assertTrue(AssetPath.of(raw).isEmpty(), raw);
    }

    @Test
    void putsTheFingerprintBeforeTheExtension() {
        assertEquals("css/main.0a1b.css", new AssetPath("css/main.css").fingerprinted("0a1b"));
        assertEquals("a.d/LICENSE.0a1b", new AssetPath("a.d/LICENSE").fingerprinted("0a1b"));
        assertEquals("", new AssetPath(".hidden").extension());
    }
}
