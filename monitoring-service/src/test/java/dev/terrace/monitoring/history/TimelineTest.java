package dev.terrace.monitoring.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.monitoring.MovedClock;
import dev.terrace.monitoring.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BEGIN = START.getEpochSecond();
    private static final int DAY = 86_400;

    @Test
    void choosesTheFinestStepThatGivesAboutAThousandPoints() {
        long now = BEGIN + 100L * DAY;
        assertEquals(1, Span.of(now - 900, now, 0, now, 900).step());
        assertEquals(10, Span.of(now - 3600, now, 0, now, 900).step());
        assertEquals(300, Span.of(now - DAY, now, 0, now, 900).step());
        assertEquals(3600, Span.of(now - 30 * DAY, now, 0, now, 900).step());
        assertEquals(10, Span.of(now - 1200, now - 1100, 0, now, 900).step());
    }

    @Test
    void takesTheStepThatWasAskedForAsFarAsItIsKept() {
        long now = BEGIN + 100L * DAY;
        assertEquals(1, Span.of(now - 3600, now, 1, now, 900).step());
        assertEquals(20, Span.of(now - 3600, now, 15, now, 900).step());
        assertEquals(60, Span.of(now - 3 * DAY, now, 10, now, 900).step());
        assertEquals(120, Span.of(now - 3 * DAY, now, 90, now, 900).step());
    }

    @Test
    void fillsFromKeptBucketsAndMemoryAndLeavesGapsNull() {
        MovedClock clock = new MovedClock(START.plusSeconds(100));
        Recent recent = new Recent(new Recent.Bounds(900, 10, 5), clock);
        Traffic shop = new Traffic("n1", "shop");
        recent.add(shop.second(START.plusSeconds(61), 9, 1));
        Recent before = new Recent(new Recent.Bounds(900, 10, 5), clock);
        before.add(shop.second(START, 1, 1));
        before.add(shop.second(START.plusSeconds(10), 1, 0));
        Timeline timeline = new Timeline(Span.of(BEGIN, BEGIN + 80, 20, BEGIN + 100, 900));
        before.takeChanged(Resolution.TEN_SECONDS, BEGIN + 60).forEach(timeline::add);
        timeline.add(recent, BEGIN + 60, name -> true);
        Map<Long, Aggregate> of = timeline.caches().get("shop");
        assertArrayEquals(new Double[] {2.0 / 3, null, null, 0.9}, timeline.values(of, null, Metric.HIT_RATIO));
        assertArrayEquals(new Double[] {0.15, null, null, 0.5}, timeline.values(of, null, Metric.THROUGHPUT));
        assertArrayEquals(
                new Double[] {10.0, null, null, 10.0}, timeline.values(of, "memory", Metric.MEMORY_USED_PERCENT));
        assertArrayEquals(new Double[] {null, null, null, null}, timeline.values(of, "redis", Metric.HIT_RATIO));
    }

    @Test
    void overallRatiosComeFromSumsAndNotFromMeans() {
        MovedClock clock = new MovedClock(START.plusSeconds(20));
        Recent recent = new Recent(new Recent.Bounds(900, 10, 5), clock);
        recent.add(new Traffic("n1", "a").second(START, 99, 0));
        recent.add(new Traffic("n1", "b").second(START, 0, 1));
        Timeline timeline = new Timeline(Span.of(BEGIN, BEGIN + 10, 10, BEGIN + 20, 900));
        timeline.add(recent, BEGIN, name -> true);
        assertArrayEquals(new Double[] {0.99}, timeline.values(timeline.overall(), null, Metric.HIT_RATIO));
        assertEquals(List.of("a", "b"), List.copyOf(timeline.caches().keySet()));
    }
}
