package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class QuotedTagsTest {
    private final QuotedTags tags = new QuotedTags();

    @Test
    void keepsTheTextOfATagThatComesAgain() {
        String text = tags.of("a");
        assertEquals("\"a\"", text);
        assertSame(text, tags.of(new StringBuilder("a").toString()));
    }

    @Test
    void tagsOfOneHashAreToldApart() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        assertEquals("\"Aa\"", tags.of("Aa"));
        assertEquals("\"BB\"", tags.of("BB"));
        assertEquals("\"Aa\"", tags.of("Aa"));
    }
}
