package dev.terrace.gateway.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

/** The token of a position: comes back as it was; anything else is refused as declared. */
class PositionProperties {
    @Property
    void comesBackAsItWas(@ForAll @LongRange(min = 0) long epoch, @ForAll @LongRange(min = 0) long offset) {
        Position position = new Position(epoch, offset);
        assertEquals(position, Position.parse(position.token()));
    }

    @Property
    void anyTextIsATokenOrRefused(@ForAll @StringLength(max = 300) String text) {
        parsed(text);
    }

    @Property
    void anythingLikeATokenIsOneOrRefused(
            @ForAll
                    @CharRange(from = '+', to = '-')
                    @CharRange(from = '0', to = '9')
                    @CharRange(from = 'x', to = 'z')
                    @StringLength(max = 30)
                    String text) {
        parsed(text);
    }

    @Example
    void nothingLiesBeforeTheBeginning() {
        assertThrows(IllegalArgumentException.class, () -> Position.parse("1--5"));
    }

    private static void parsed(String text) {
        Position position;
        try {
            position = Position.parse(text);
        } catch (IllegalArgumentException declared) {
            return;
        }
        assertTrue(position.epoch() >= 0 && position.offset() >= 0, text);
        assertEquals(position, Position.parse(position.token()));
    }
}
