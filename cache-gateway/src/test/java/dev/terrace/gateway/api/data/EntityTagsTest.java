package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    @Test
    void readsListsWithWeakOnes() {
        EntityTags tags = EntityTags.parse("\"a\", W/\"b,c\" ,\"d\"");
        assertNotNull(tags);
        assertEquals(Set.of("a", "d"), tags.strong());
        assertTrue(tags.matches("b,c"));
        assertFalse(tags.matches("b"));
    }

    @Test
    void takesAStarForAnyValue() {
        EntityTags tags = EntityTags.parse(" * ");
        assertNotNull(tags);
        assertTrue(tags.any() && tags.matches("whatever"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"a", "W/a", "\"a\" b", ",", "w/\"a\""})
    void refusesWhatHasNoQuotes(String field) {
        assertNull(EntityTags.parse(field));
    }
}
