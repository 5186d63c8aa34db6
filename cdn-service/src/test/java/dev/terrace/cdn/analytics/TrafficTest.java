package dev.terrace.cdn.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void addsUpOverLocationsAndTime() {
        Traffic traffic = new Traffic();
        traffic.record(START, new Traffic.Answer("fra", "/a", true, false, 100, 40, 1_000));
        traffic.record(START.plusSeconds(60), new Traffic.Answer("iad", "/a", false, false, 50, 0, 3_000));
        traffic.record(START.plusSeconds(3600), new Traffic.Answer("iad", "/b", false, true, 0, 0, 3_000));
        Traffic.Summary first = traffic.between(START, START.plusSeconds(61));
        assertEquals(2, first.totals().requests());
        assertEquals(0.5, first.totals().hitRatio());
        assertEquals(150, first.totals().bytes());
        assertEquals(40, first.totals().savedBytes());
        assertEquals(1, first.byLocation().get("iad").requests());
        assertEquals(2, first.byPath().get("/a").requests());
        assertEquals(
                1.0,
                traffic.between(START.plusSeconds(3600), START.plusSeconds(3700))
                        .totals()
                        .errorRate());
    }

    @Test
    void isBoundedInPathsAndMinutes() {
        Traffic traffic = new Traffic();
        for (int i = 0; i < 1000; i++) {
            traffic.record(START, new Traffic.Answer("fra", "/" + i, true, false, 1, 0, 1));
        }
        Traffic.Summary summary = traffic.between(START, START);
        assertEquals(1000, summary.totals().requests());
        assertEquals(201, summary.byPath().size());
        assertEquals(800, summary.byPath().get("(other)").requests());
        for (int minute = 1; minute < 2 * 24 * 60; minute++) {
            traffic.record(START.plusSeconds(60L * minute), new Traffic.Answer("fra", "/", true, false, 1, 0, 1));
        }
        assertEquals(
                24 * 60,
                traffic.between(START, START.plusSeconds(4 * 86_400)).totals().requests());
    }
}
