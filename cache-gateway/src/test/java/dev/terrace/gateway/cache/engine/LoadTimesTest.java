package dev.terrace.gateway.cache.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LoadTimesTest {
    private final LoadTimes times = new LoadTimes();

    private void add(int count, long micros) {
        for (int i = 0; i < count; i++) {
            times.add(micros);
        }
    }

    @Test
    void aSecondBeforeAnythingIsKnown() {
        assertEquals(1000, times.leaseMs());
    }

    @Test
    void threeTimesThe99thPercentile() {
        add(98, 10_000);
        add(2, 400_000);
        assertEquals(1200, times.leaseMs());
    }

    @Test
    void withinItsBounds() {
        add(1, 100);
        assertEquals(500, times.leaseMs());
        add(1, 60_000_000);
        assertEquals(30_000, times.leaseMs());
    }

    @Test
    void whatWasSlowLongAgoIsForgotten() {
        add(128, 5_000_000);
        add(300, 300_000);
        assertEquals(900, times.leaseMs());
    }
}
