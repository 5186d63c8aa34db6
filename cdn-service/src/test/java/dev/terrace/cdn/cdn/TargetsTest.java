package dev.terrace.cdn.cdn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    @ParameterizedTest
    @CsvSource({
        "css/main.css,/css/main.css",
        "/a/b,/a/b",
        "http://127.0.0.1:8085/assets/a.css?v=1,/assets/a.css",
        "https://cdn.example,/",
        "/a%20b,/a b",
        "/100%,/100%"
    })
    void pathsOfWhatCallersName(String named, String path) {
        assertEquals(path, Targets.path(named));
    }

    @Test
    void knowsAssetsByEachOfTheirNames() {
        assertEquals(List.of("static/css/a.css", "css/a.css"), Targets.assetNames(List.of("/static/css/a.css")));
        assertEquals(List.of("css/a.css"), Targets.assetNames(List.of("/css/a.css")));
    }
}
