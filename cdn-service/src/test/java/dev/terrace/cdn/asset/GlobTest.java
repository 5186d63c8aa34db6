package dev.terrace.cdn.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
