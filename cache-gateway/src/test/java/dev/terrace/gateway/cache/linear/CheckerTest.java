package dev.terrace.gateway.cache.linear;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static Call call(long begun, long ended, Call.Step step) {
        return new Call(begun, ended, step);
    }

    private static boolean explained(Call... calls) {
        return Checker.linearizable(List.of(calls));
    }

    @Test
    void findsTheOrderOfCallsThatOverlap() {
        assertTrue(explained(
                call(0, 10, Call.put("a")),
                call(1, 9, Call.put("b")),
                call(2, 3, Call.read("a")),
                call(11, 12, Call.read("b"))));
        assertTrue(explained(call(0, 5, Call.add(1, 2L)), call(1, 6, Call.add(1, 1L)), call(7, 8, Call.read("2"))));
    }

    @Test
    void findsThatThereIsNone() {
        assertFalse(explained(call(0, 1, Call.put("a")), call(2, 3, Call.put("b")), call(4, 5, Call.read("a"))));
        assertFalse(explained(call(0, 5, Call.add(1, 1L)), call(1, 6, Call.add(1, 1L))));
        assertFalse(explained(
                call(0, 1, Call.put("a")),
                call(2, 9, Call.ifMatch("a", "b", true)),
                call(3, 8, Call.ifMatch("a", "c", true))));
        assertFalse(explained(call(0, 1, Call.ifAbsent("a", false))));
        assertFalse(explained(
                call(0, 9, Call.put("x")), call(0, 1, Call.ifAbsent("y", true)), call(10, 11, Call.read("z"))));
    }

    @Test
    void aCallOfUnknownOutcomeMayTakeEffectLateOrNever() {
        assertTrue(explained(
                call(0, Call.UNKNOWN, Call.put("a")), call(5, 6, Call.read(null)), call(7, 8, Call.read("a"))));
        assertTrue(explained(call(0, Call.UNKNOWN, Call.add(1, null)), call(5, 6, Call.add(1, 1L))));
        assertFalse(explained(
                call(0, Call.UNKNOWN, Call.put("a")), call(5, 6, Call.read("a")), call(7, 8, Call.read(null))));
    }
}
