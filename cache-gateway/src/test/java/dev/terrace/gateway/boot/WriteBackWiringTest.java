package dev.terrace.gateway.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WriteBackWiringTest {
    private static final long MIB = 1 << 20;

    @Test
    void whatMayWaitIsAsConfiguredWhereTheHeapHasRoom() {
        assertEquals(256 * MIB, WriteBackWiring.bound(256, 1024 * MIB));
        assertEquals(2 * MIB, WriteBackWiring.bound(2, 384 * MIB));
    }

    @Test
    void whatMayWaitIsAQuarterOfASmallHeap() {
        assertEquals(96 * MIB, WriteBackWiring.bound(256, 384 * MIB));
    }
}
