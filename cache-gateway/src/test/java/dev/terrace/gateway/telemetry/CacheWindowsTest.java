package dev.terrace.gateway.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.AccessSample;
import dev.terrace.events.CacheWindow;
import dev.terrace.events.TerraceEvent;
import dev.terrace.gateway.MovableClock;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.MemoryCache;
import dev.terrace.gateway.cache.MemoryCaches;
import dev.terrace.gateway.cache.Observer;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierAnswer.Outcome;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CacheWindowsTest {
    private static final CacheKey KEY = CacheKey.of("c", "k");
    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00.003Z"));
    private final MemoryCaches caches = new MemoryCaches();
    private final MemoryCache cache = caches.with("c", 1024);
    private final Telemetry telemetry = new Telemetry(clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<TerraceEvent> events = new ArrayList<>();
    private final WindowPublisher publisher =
            new WindowPublisher(telemetry, new MeterBindings(registry), caches, events::add, "node-1");
    private final Observer observer = telemetry.of("c");
    private final CacheStats stats = new CacheStats(telemetry);

    @Test
    void countsASecondExactly() {
        oneOfEach();
        CacheWindow window = second().getFirst();
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), window.start());
        assertEquals(1, window.seconds());
        assertEquals(
                List.of(2L, 1L, 1L, 1L, 1L, 1L, 2L, 1L, 200L, 50L),
                List.of(
                        window.hits(),
                        window.misses(),
                        window.staleHits(),
                        window.writes(),
                        window.removals(),
                        window.errors(),
                        window.originCalls(),
                        window.originErrors(),
                        window.bytesOut(),
                        window.bytesIn()));
        assertEquals(7, window.latency().count());
        assertTrue(window.latency().max() >= 4_000 && window.latency().max() < 4_100);
        CacheWindow.TierWindow memory = window.tiers().getFirst();
        assertEquals(
                List.of(1L, 2L, 1L, 1L, 1L),
                List.of(memory.hits(), memory.misses(), memory.errors(), memory.stores(), memory.refused()));
        assertEquals(2, memory.latency().count());
        assertEquals("node-1", window.node());
    }

    private void oneOfEach() {
        observer.read(KEY, TierName.MEMORY, false, 100, 20);
        observer.read(KEY, TierName.MEMORY, true, 100, 30);
        observer.read(KEY, null, false, 0, 4_000);
        observer.stored(KEY, 50, 60_000, false, 700);
        observer.stored(KEY, 60, 60_000, true, 0);
        observer.removed(KEY, 5);
        observer.failed(KEY, Refusal.UNAVAILABLE, 9);
        observer.failed(KEY, Refusal.TOO_LARGE, 9);
        observer.found(TierName.MEMORY, Outcome.HIT, 1);
        observer.found(TierName.MEMORY, Outcome.TIMEOUT, 1);
        observer.found(TierName.MEMORY, Outcome.OPEN, 0);
        observer.filled(TierName.MEMORY, true);
        observer.filled(TierName.MEMORY, false);
        observer.origin(true, 10);
        observer.origin(false, 10);
    }

    @Test
    void tellsAnIdleCacheEveryTenSecondsAndLeavesNoGap() {
        List<CacheWindow> windows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (i < 3 || i == 17 || i == 18 || i > 50) {
                observer.read(KEY, TierName.MEMORY, false, 1, 1);
            }
            windows.addAll(second());
        }
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        for (CacheWindow window : windows) {
            assertEquals(end, window.start());
            assertTrue(window.seconds() >= 1 && window.seconds() <= CacheWindows.IDLE_SECONDS);
            assertTrue(window.hits() == 0 || window.seconds() == 1);
            end = end.plusSeconds(window.seconds());
        }
        assertEquals(Instant.parse("2026-01-01T00:01:00Z"), end);
        assertEquals(14, windows.stream().mapToLong(CacheWindow::hits).sum());
        assertTrue(windows.size() < 25, windows.size() + " windows");
    }

    @Test
    void keepsToWholeSecondsWhateverTheTickersJitter() {
        List<CacheWindow> windows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            observer.read(KEY, TierName.MEMORY, false, 1, 1);
            clock.move(Duration.ofMillis(900 + (i * 37) % 200));
            windows.addAll(tick());
        }
        for (int i = 1; i < windows.size(); i++) {
            CacheWindow before = windows.get(i - 1);
            assertEquals(
                    before.start().plusSeconds(before.seconds()), windows.get(i).start());
        }
        assertTrue(windows.stream().mapToLong(CacheWindow::hits).sum() >= 199);
    }

    @Test
    void mergesLatenciesByAddition() {
        Histogram sum = Latencies.empty();
        for (int i = 1; i <= 4; i++) {
            for (int n = 0; n < 100; n++) {
                observer.read(KEY, TierName.MEMORY, false, 1, i * 1000L);
            }
            Latencies.addTo(sum, second().getFirst().latency());
        }
        assertEquals(400, sum.getTotalCount());
        assertEquals(2000, sum.getValueAtPercentile(50), 20);
        assertEquals(4000, sum.getValueAtPercentile(99), 40);
        observer.read(KEY, TierName.MEMORY, false, 1, Long.MAX_VALUE);
        Latencies.addTo(sum, second().getFirst().latency());
        assertEquals(401, sum.getTotalCount());
    }

    @Test
    void showsStatisticsUpToTheMoment() {
        assertNull(stats.of(cache, Duration.ofMinutes(5)).hitRatio());
        observer.read(KEY, TierName.MEMORY, false, 100, 2_000);
        observer.read(KEY, null, false, 0, 4_000);
        observer.failed(KEY, Refusal.ORIGIN_FAILED, 1_000);
        observer.found(TierName.MEMORY, Outcome.HIT, 500);
        StatsView now = stats.of(cache, Duration.ofMinutes(5));
        assertEquals(0.5, now.hitRatio());
        assertEquals(1 / 3.0, now.errorRate());
        assertEquals(3, now.throughput(), 0.1);
        assertEquals(10.0, now.memoryUsedPercent());
        assertEquals("5m", now.window());
        assertEquals(4.0, now.responseMs().p99(), 0.1);
        assertEquals("memory", now.byTier().getFirst().tier());
        assertEquals(0.5, now.byTier().getFirst().responseMs().p50(), 0.01);
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        for (int i = 0; i < 60; i++) {
            observer.read(KEY, i < 30 ? null : TierName.MEMORY, false, 1, i < 30 ? 50_000 : 1_000);
            second();
        }
        assertEquals(0.5, stats.of(cache, Duration.ofMinutes(5)).hitRatio());
        StatsView last = stats.of(cache, Duration.ofSeconds(20));
        assertEquals(1.0, last.hitRatio());
        assertEquals(1.0, last.responseMs().p999(), 0.1);
        assertEquals(1.0, last.throughput(), 0.1);
        for (int i = 0; i < 16 * 60; i++) {
            second();
        }
        assertEquals(0, stats.of(cache, CacheStats.MAX_WINDOW).hits());
    }

    @Test
    void publishesSamplesAndForgetsClosedCaches() {
        observer.read(KEY, TierName.MEMORY, false, 1, 1);
        second();
        AccessSample sample = (AccessSample) events.stream()
                .filter(AccessSample.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(1, sample.reads());
        assertEquals(
                1,
                registry.get("terrace.cache.requests")
                        .tags("outcome", "hit")
                        .functionCounter()
                        .count());
        caches.close("c").subscribe().with(done -> {});
        second();
        assertTrue(registry.find("terrace.cache.requests").functionCounters().isEmpty());
        caches.with("c", 1024);
        second();
        assertEquals(
                0,
                registry.get("terrace.cache.requests")
                        .tags("outcome", "hit")
                        .functionCounter()
                        .count());
    }

    @Test
    void countsEvictionsByDifference() {
        cache.tiers = List.of(state(5));
        observer.read(KEY, TierName.MEMORY, false, 1, 1);
        second();
        cache.tiers = List.of(state(12));
        observer.read(KEY, TierName.MEMORY, false, 1, 1);
        CacheWindow.TierWindow grown = second().getFirst().tiers().getFirst();
        assertEquals(7, grown.evictions());
        assertEquals(4, grown.earlyEvictions());
        cache.tiers = List.of(state(2));
        observer.read(KEY, TierName.MEMORY, false, 1, 1);
        CacheWindow.TierWindow anew = second().getFirst().tiers().getFirst();
        assertEquals(2, anew.evictions());
        assertEquals(1, anew.earlyEvictions());
    }

    private static TierState state(long evictions) {
        return new TierState(TierName.MEMORY, 1, 100, 1000, 0, evictions, evictions / 2, "closed", 0, 0, 0);
    }

    private List<CacheWindow> second() {
        clock.move(Duration.ofSeconds(1));
        return tick();
    }

    private List<CacheWindow> tick() {
        events.removeIf(CacheWindow.class::isInstance);
        publisher.tick();
        return events.stream()
                .filter(CacheWindow.class::isInstance)
                .map(CacheWindow.class::cast)
                .toList();
    }
}
