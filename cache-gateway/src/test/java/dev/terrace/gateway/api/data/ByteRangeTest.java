package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 9",
        "bytes=3-5, 3, 5",
        "Bytes=3-99, 3, 9",
        "bytes=-3, 7, 9",
        "bytes=-99, 0, 9",
        "bytes=9-9, 9, 9",
        "bytes=0-99999999999999999999, 0, 9"
    })
    void resolvesAgainstTheLength(String field, int first, int last) {
        assertEquals(new ByteRange(first, last), ByteRange.of(field, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"})
    void saysWhenNothingLiesInIt(String field) {
        assertSame(ByteRange.UNSATISFIABLE, ByteRange.of(field, 10));
        assertEquals("bytes */10", ByteRange.UNSATISFIABLE.contentRange(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-1",
                "bytes=",
                "bytes=-",
                "bytes=5-3",
                "bytes=a-b",
                "bytes=0-1,3-4",
                "bytes=1",
                "bytes=--1"
            })
    void ignoresWhatItDoesNotUnderstand(String field) {
        assertNull(ByteRange.of(field, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-1"})
    void hasNothingToGiveOfAnEmptyValue(String field) {
        assertSame(ByteRange.UNSATISFIABLE, ByteRange.of(field, 0));
    }
}
