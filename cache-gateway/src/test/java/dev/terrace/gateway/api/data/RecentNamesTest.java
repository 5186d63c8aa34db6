package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class RecentNamesTest {
    private final RecentNames names = new RecentNames();

    @Test
    void keepsTheTextOfANameThatComesAgain() {
        String name = names.of("/a/name/key", 3, 7);
        assertEquals("name", name);
        assertSame(name, names.of("/a/name", 3, 7));
        assertEquals("nam", names.of("/a/name", 3, 6));
        assertEquals("", names.of("/a/name", 3, 3));
    }

    @Test
    void namesOfOneHashAreToldApart() {
        for (String name : new String[] {"AaAa", "BBBB", "AaBB", "BBAa", "AaAa"}) {
            assertEquals(name, names.of("/" + name + "/", 1, 5));
        }
    }
}
