package dev.terrace.gateway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DependentTest {
    private static final Dependent PAGES =
            new Dependent("pages", List.of("page:{key}", "index"), List.of("product:{key}"), null, false);

    private static Selector keys(String... keys) {
        return new Selector(List.of(keys), List.of(), null, false, false);
    }

    @Test
    void standsForEachKeyThatWasNamed() {
        Selector there = PAGES.of(keys("1", "2"));
        assertEquals(List.of("page:1", "page:2", "index"), there.keys());
        assertEquals(List.of("product:1", "product:2"), there.tags());
        assertEquals(false, there.all());
    }

    @Test
    void losesEverythingWhenTheKeysAreNotKnown() {
        assertEquals(
                true,
                PAGES.of(new Selector(List.of(), List.of("t"), null, false, true))
                        .all());
        assertEquals(
                true,
                PAGES.of(new Selector(List.of(), List.of("t"), null, false, true))
                        .soft());
        assertEquals(
                true,
                PAGES.of(new Selector(List.of("1"), List.of(), "u*", false, false))
                        .all());
        String[] many = IntStream.range(0, 6000).mapToObj(i -> "k" + i).toArray(String[]::new);
        assertEquals(true, PAGES.of(keys(many)).all(), "more than can be named at once");
    }

    @Test
    void takesFixedNamesWhateverWasNamed() {
        Dependent fixed = new Dependent("home", List.of("index"), List.of(), "list:*", false);
        Selector there = fixed.of(new Selector(List.of(), List.of(), null, true, false));
        assertEquals(List.of("index"), there.keys());
        assertEquals("list:*", there.pattern());
        assertEquals(false, there.all());
    }
}
