package dev.terrace.gateway.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.view.Glob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    @ParameterizedTest
    @CsvSource({
        "user:*, user:1, true",
        "user:*, user:, true",
        "user:*, xuser:1, false",
        "*, a/b c, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[!a-c]x, ax, false",
        "[]x, []x, true",
        "[ab, [ab, true",
        "a.b, axb, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "(a|b)+, (a|b)+, true",
        "a\\, a\\, true",
    })
    void globMatchesTheWholeKey(String glob, String key, boolean matches) {
        assertEquals(matches, Glob.of(glob).matches(key));
    }

    @Test
    void globOfManyStarsStaysCheap() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertFalse(Glob.of("*a*a*a*a*a*b").matches("a".repeat(200))));
    }

    @Test
    void coversTheUnionOfItsParts() {
        Coverage coverage = new Coverage(new Selector(List.of("k"), List.of("t"), "p*", false, false));
        assertTrue(coverage.needsScan());
        assertTrue(coverage.covers("k", List.of()));
        assertTrue(coverage.covers("x", List.of("s", "t")));
        assertTrue(coverage.covers("pq", List.of()));
        assertFalse(coverage.covers("x", List.of("s")));
        assertTrue(new Coverage(new Selector(List.of(), List.of(), null, true, false)).covers("x", List.of()));
        assertFalse(new Coverage(new Selector(List.of("k"), List.of(), null, false, false)).needsScan());
    }
}
