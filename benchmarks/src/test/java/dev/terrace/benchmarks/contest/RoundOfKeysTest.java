package dev.terrace.benchmarks.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.benchmarks.load.Done;
import dev.terrace.benchmarks.report.Round;
import org.junit.jupiter.api.Test;

class RoundOfKeysTest {
    @Test
    void processorTimeAndRateAreThoseOfKeysAndTimesThoseOfRequests() {
        assertEquals(
                new Round(0.5, 200_000, 1, 4_000_000, 180, 900),
                Round.of(new Done(2000, 1, 40_000, 180, 900), 100, 100_000));
    }
}
