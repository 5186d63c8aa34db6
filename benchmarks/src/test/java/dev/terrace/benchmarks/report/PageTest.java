package dev.terrace.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.benchmarks.load.Done;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageTest {
    private static Server server(String name, long... usedMicros) {
        List<Round> rounds = LongStream.of(usedMicros)
                .mapToObj(used -> Round.of(new Done(1000, 0, 40_000, 180, 900), used))
                .toList();
        return new Server(name, 200, rounds);
    }

    private static Report report() {
        Report.Setting setting = new Report.Setting(2, "wrk", 16, 10, 20);
        return new Report(
                "data-plane",
                new Head("2026-01-02T03:04:05Z", 2, "25", 3.2),
                setting,
                14,
                server("gateway", 15_000, 18_000, 12_000),
                server("bare Vert.x", 10_000, 9_000, 10_000),
                new Report.Allocated(3_000, 3_100, 2_100));
    }

    @Test
    void theRatioIsTakenRoundByRound() {
        assertEquals(new Spread(1.5, 1.2, 2.0), report().ratio());
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(new Spread(2.5, 1, 4), Spread.of(DoubleStream.of(4, 1, 3, 2)));
    }

    @Test
    void thePageShowsBothServersTheTargetAndThatTheMachineWasShared() {
        String page = new Page(report()).text();
        assertTrue(page.contains("| gateway | 15.0 (12.0 to 18.0) | 40000 "), page);
        assertTrue(page.contains("| bare Vert.x | 10.0 (9.0 to 10.0) |"), page);
        assertTrue(page.contains("1.50 times the limit (1.20 to 2.00"), page);
        assertTrue(
                page.contains(
                        "allocate 3000 bytes a request (all its threads 3100), those of the limit 2100: 900 more"),
                page);
        assertTrue(page.contains("<= 14 us") && page.contains("shared"), page);
    }
}
