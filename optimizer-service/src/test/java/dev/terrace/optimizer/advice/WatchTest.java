package dev.terrace.optimizer.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.analysis.anomaly.Anomaly;
import dev.terrace.optimizer.analysis.anomaly.Feature;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:30Z");
    private static final Instant BROKE = Instant.parse("2026-03-10T10:00:00Z");

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final FindingsInMemory store = new FindingsInMemory();
    private final Random random = new Random(1);
    private final Watch watch = new Watch(
            new WindowsInMemory()
                    .with(Feature.LOAD, at -> 100 * Math.exp(0.05 * random.nextGaussian()))
                    .with(Feature.HIT_RATIO, at -> (at.isBefore(BROKE) ? 0.9 : 0.5) + 0.01 * random.nextGaussian()),
            store,
            clock);

    @Test
    void findsWhatBroke() {
        Findings findings = got(watch.renew("c"));
        assertEquals(NOW, findings.madeAt());
        Anomaly anomaly = findings.anomalies().getLast();
        assertEquals("hit_ratio down", anomaly.metric() + " " + anomaly.direction());
        assertTrue(Duration.between(BROKE, anomaly.foundAt()).toMinutes() <= 15, "found at " + anomaly.foundAt());
        assertEquals(0.5, anomaly.observed(), 0.02);
        assertEquals(0.9, anomaly.expected(), 0.02);
        assertEquals(Optional.of(findings), got(watch.kept("c")));
    }

    @Test
    void looksAgainWhenAWindowHasPassed() {
        assertEquals(Optional.empty(), got(watch.kept("c")));
        Findings first = got(watch.fresh("c"));
        now = NOW.plus(Duration.ofMinutes(4));
        assertSame(first, got(watch.fresh("c")));
        now = NOW.plus(Duration.ofMinutes(6));
        assertEquals(now, got(watch.fresh("c")).madeAt());
        now = NOW.plus(Duration.ofDays(3));
        got(watch.drop());
        assertEquals(Optional.empty(), got(watch.kept("c")));
    }

    private static <T> T got(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
