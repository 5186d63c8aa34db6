package dev.terrace.monitoring.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.CacheWindow;
import dev.terrace.monitoring.MovedClock;
import dev.terrace.monitoring.Traffic;
import dev.terrace.monitoring.history.Recent.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BEGIN = START.getEpochSecond();

    private final MovedClock clock = new MovedClock(START);
    private final Recent recent = new Recent(new Recent.Bounds(900, 3, 5), clock);
    private final Traffic shop = new Traffic("n1", "shop");

    @Test
    void countsAWindowOnceHoweverOftenItComes() {
        CacheWindow window = shop.second(START, 8, 2);
        assertEquals(Outcome.COUNTED, recent.add(window));
        assertEquals(Outcome.DUPLICATE, recent.add(window));
        assertEquals(
                8, recent.over("shop", BEGIN, BEGIN + 1).orElseThrow().totals().hits());
    }

    @Test
    void addsNodesAndTheirOwnMemory() {
        recent.add(shop.fullSecond(START, 5, 300, 0));
        recent.add(new Traffic("n2", "shop").fullSecond(START, 5, 500, 0));
        Aggregate both = recent.over("shop", BEGIN, BEGIN + 1).orElseThrow();
        assertEquals(10, both.totals().hits());
        assertEquals(800, both.tiers().get("memory").gauge().bytes());
        assertEquals(40.0, Figures.of(both).gauge().usedPercent());
    }

    @Test
    void doesNotCountASharedStoreTwice() {
        Gauge seen = new Gauge(10, 100, 400, "closed");
        assertEquals(seen, seen.beside(new Gauge(10, 100, 400, "closed"), "redis"));
        assertEquals(
                "open", seen.beside(new Gauge(10, 100, 400, "open"), "redis").breaker());
        assertEquals(200, seen.beside(seen, "file_system").bytes());
        assertEquals(100, seen.beside(Gauge.UNKNOWN, "memory").bytes());
    }

    @Test
    void aSpanWithoutWindowsIsAGapAndAnIdleOneIsNot() {
        recent.add(shop.idle(START));
        clock.advance(30);
        assertTrue(recent.over("shop", BEGIN + 9, BEGIN + 10).isPresent());
        assertTrue(recent.over("shop", BEGIN + 10, BEGIN + 20).isEmpty());
        assertTrue(recent.over("unknown", BEGIN, BEGIN + 20).isEmpty());
    }

    @Test
    void keepsALateWindowWhileItsSecondIsKept() {
        clock.advance(899);
        assertEquals(Outcome.COUNTED, recent.add(shop.second(START, 1, 0)));
        assertEquals(Outcome.LATE, recent.add(shop.second(START.minusSeconds(1), 1, 0)));
    }

    @Test
    void forgetsWhatTheRingHasOvertaken() {
        recent.add(shop.second(START, 7, 0));
        clock.advance(2000);
        recent.add(shop.second(clock.instant(), 1, 0));
        assertTrue(recent.over("shop", BEGIN, BEGIN + 10).isEmpty());
    }

    @Test
    void refusesWindowsOfTheFutureAndCachesBeyondTheBound() {
        assertEquals(Outcome.AHEAD, recent.add(shop.second(START.plusSeconds(6), 1, 0)));
        assertEquals(Outcome.COUNTED, recent.add(shop.second(START.plusSeconds(5), 1, 0)));
        recent.add(new Traffic("n1", "b").second(START, 1, 0));
        recent.add(new Traffic("n1", "c").second(START, 1, 0));
        assertEquals(Outcome.TOO_MANY_CACHES, recent.add(new Traffic("n1", "d").second(START, 1, 0)));
    }

    @Test
    void takesNoWindowOfADeletedCacheUntilItIsBack() {
        recent.add(shop.second(START, 1, 0));
        recent.forget("shop");
        assertEquals(Outcome.GONE, recent.add(shop.second(START.plusSeconds(1), 1, 0)));
        assertTrue(recent.caches().isEmpty());
        recent.welcome("shop");
        assertEquals(Outcome.COUNTED, recent.add(shop.second(START.plusSeconds(2), 1, 0)));
    }

    @Test
    void tellsClosedBucketsOnceAndAgainWhenALateWindowChangesThem() {
        recent.add(shop.second(START, 1, 0));
        recent.add(shop.second(START.plusSeconds(3), 1, 0));
        assertTrue(recent.takeChanged(Resolution.TEN_SECONDS, BEGIN + 9).isEmpty());
        List<Bucket> closed = recent.takeChanged(Resolution.TEN_SECONDS, BEGIN + 10);
        assertEquals(1, closed.size());
        assertEquals(2, closed.getFirst().figures().totals().hits());
        assertTrue(recent.takeChanged(Resolution.TEN_SECONDS, BEGIN + 10).isEmpty());
        recent.add(new Traffic("n2", "shop").second(START, 1, 0));
        assertEquals(
                3,
                recent.takeChanged(Resolution.TEN_SECONDS, BEGIN + 10)
                        .getFirst()
                        .figures()
                        .totals()
                        .hits());
    }

    @Test
    void givesBackBucketsThatCouldNotBeKept() {
        recent.add(shop.second(START, 1, 0));
        List<Bucket> closed = recent.takeChanged(Resolution.MINUTE, BEGIN + 60);
        recent.giveBack(Resolution.MINUTE, closed);
        assertEquals(closed, recent.takeChanged(Resolution.MINUTE, BEGIN + 60));
    }

    @Property(tries = 50)
    void orderAndRepetitionOfWindowsDoNotMatter(@ForAll Random seed) {
        List<CacheWindow> windows = new ArrayList<>();
        long hits = 0;
        for (int i = 0; i < 40; i++) {
            int count = seed.nextInt(50);
            hits += count;
            windows.add(new Traffic("n" + i % 3, "shop").second(START.plusSeconds(i / 3), count, i));
        }
        windows.addAll(List.copyOf(windows.subList(5, 25)));
        Collections.shuffle(windows, seed);
        Recent shuffled = new Recent(new Recent.Bounds(900, 3, 60), clock);
        windows.forEach(shuffled::add);
        Aggregate all = shuffled.over("shop", BEGIN, BEGIN + 60).orElseThrow();
        assertEquals(hits, all.totals().hits());
        assertEquals(all.totals().reads(), all.latencies().count());
        Aggregate halves = shuffled.over("shop", BEGIN, BEGIN + 7)
                .orElseThrow()
                .then(shuffled.over("shop", BEGIN + 7, BEGIN + 60).orElseThrow());
        assertEquals(all, halves);
    }
}
