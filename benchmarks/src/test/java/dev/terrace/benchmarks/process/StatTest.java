package dev.terrace.benchmarks.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatTest {
    private static final String LINE =
            " S 1 4711 4711 0 -1 4194560 90123 456 7 0 1234 567 8 9 20 0 42 0 66421 1960188 116000";

    @Test
    void userAndKernelTimeAreTheFourteenthAndFifteenthField() {
        assertEquals(new Stat(1234, 567), Stat.parse("4711 (java)" + LINE));
    }

    @Test
    void theNameMayHoldBlanksAndParentheses() {
        assertEquals(new Stat(1234, 567), Stat.parse("4711 (tmux: server) 1 (2)" + LINE + "\n"));
    }

    @Test
    void aTickIsTenMilliseconds() {
        assertEquals(18_010_000, Stat.parse("4711 (java)" + LINE).micros());
    }

    @Test
    void whatIsNoSuchLineIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Stat.parse("4711 (java) S 1 2"));
        assertThrows(IllegalArgumentException.class, () -> Stat.parse(""));
    }

    @Test
    void thisProcessHasUsedTimeAndMemoryAndIsJava() {
        Running self = new Running(ProcessHandle.current().pid());
        assertTrue(self.cpuMicros() > 0);
        assertTrue(self.pssKib() > 1024);
        assertTrue(self.command().getFirst().endsWith("java"));
    }

    @Test
    void theMemoryIsTheWholePssAndNotOneOfItsParts() {
        String rollup = "5585-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  384 kB\nPss:      371 kB\nPss_Dirty: 12 kB\n";
        assertEquals(371, Running.pss(rollup));
    }
}
