package dev.terrace.gateway.cache.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GlobTest {
    private static boolean matches(String glob, String text) {
        return Glob.of(glob).matches(text);
    }

    @Test
    void takesStarsMarksAndClasses() {
        assertTrue(matches("user:*", "user:1"));
        assertTrue(matches("*", ""));
        assertTrue(matches("a?c", "abc"));
        assertTrue(matches("[a-c]x", "bx"));
        assertTrue(matches("[^0-9]*", "x1"));
        assertTrue(matches("*:end", "a:b:end"));
        assertTrue(matches("a\\*", "a*"));
        assertTrue(matches("a[b", "a[b"));
    }

    @Test
    void coversTheWholeTextOnly() {
        assertFalse(matches("user", "user:1"));
        assertFalse(matches("a?c", "ac"));
        assertFalse(matches("[a-c]x", "dx"));
        assertFalse(matches("a\\*", "ab"));
        assertFalse(matches("", "a"));
    }

    @Test
    void manyStarsCostNoMoreThanPatternTimesText() {
        String text = "a".repeat(1024);
        assertTimeout(Duration.ofSeconds(2), () -> assertFalse(matches("*a".repeat(500) + "b", text)));
    }
}
