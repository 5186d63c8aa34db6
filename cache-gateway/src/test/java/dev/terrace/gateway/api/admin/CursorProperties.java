package dev.terrace.gateway.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.kit.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A cursor is one of ours, or 422. */
class CursorProperties {
    @Property
    void comesBackAsItWas(@ForAll long number) {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(number).getBytes(StandardCharsets.UTF_8));
        assertEquals(number, Cursors.number(cursor, -1));
    }

    @Property
    void anyTextIsOneOrRefused(@ForAll String text) {
        try {
            Cursors.number(text, 0);
        } catch (Problem refused) {
            assertEquals(422, refused.status());
        }
    }
}
