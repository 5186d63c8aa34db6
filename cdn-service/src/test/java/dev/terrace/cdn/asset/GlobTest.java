package dev.terrace.cdn.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "css/*,css/a/b.css,true",
        "css/*,js/a.js,false",
        "a?c,abc,true",
        "a?c,ac,false",
        "v[0-9].js,v7.js,true",
        "v[0-9].js,vx.js,false",
        "a.c,abc,false",
        "a[b,a[b,true",
        "*.(js),x.(js),true"
    })
    void fits(String glob, String text, boolean expected) {
        assertEquals(expected, new Glob(glob).matches(text));
    }

    @Test
    void manyStarsCostNoMoreThanTheirLength() {
        Glob glob = new Glob("*a".repeat(30) + "b");
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFalse(glob.matches("a".repeat(500))));
    }
}
