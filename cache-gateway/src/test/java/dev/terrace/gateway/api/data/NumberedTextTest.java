package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedTextTest {
    private final NumberedText text = new NumberedText("ttl=", "; hit");

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 1023, 1024, 1033, -1, -3, -1024, Long.MAX_VALUE, Long.MIN_VALUE})
    void saysTheNumberWhateverWasThereBefore(long number) {
        text.of(Math.floorMod(number, 1024L));
        assertEquals("ttl=" + number + "; hit", text.of(number));
        assertEquals("ttl=" + number + "; hit", text.of(number));
        assertEquals("ttl=9; hit", text.of(9));
    }
}
