package dev.terrace.optimizer.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.optimizer.analysis.forecast.Forecast;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlooksTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    private static final Instant SINCE = NOW.minus(Duration.ofHours(4));
    private static final double A_MINUTE = 1e6;

    private final OutlooksInMemory store = new OutlooksInMemory();
    private Instant now = NOW;
    private final InstantSource clock = () -> now;

    @Test
    void saysWhenTheMemoryTierWillBeFull() {
        double bytesNow = bytes(NOW);
        PastInMemory past = new PastInMemory(SINCE, (long) (bytesNow + 60 * A_MINUTE)).with(Figure.MEMORY, this::bytes);
        Outlook outlook = made(past, Figure.MEMORY);
        assertEquals(List.of(Outlook.MEMORY_FULL), kinds(outlook));
        Duration left = Duration.between(NOW, outlook.events().getFirst().at());
        assertEquals(60, left.toMinutes(), 12);
        assertEquals(bytesNow + 60 * A_MINUTE, outlook.events().getFirst().threshold(), 1);
    }

    @Test
    void saysNothingOfAMemoryThatWillNotBeFull() {
        PastInMemory roomy = new PastInMemory(SINCE, (long) 1e12).with(Figure.MEMORY, this::bytes);
        assertEquals(List.of(), kinds(made(roomy, Figure.MEMORY)));
        PastInMemory boundless = new PastInMemory(SINCE, 0).with(Figure.MEMORY, this::bytes);
        assertEquals(List.of(), kinds(made(boundless, Figure.MEMORY)));
    }

    @Test
    void saysWhenTheHitRatioWillBeLow() {
        PastInMemory falling =
                new PastInMemory(SINCE, 0).with(Figure.HIT_RATIO, at -> 0.85 + 0.0005 * minutes(at, NOW));
        Outlook outlook = made(falling, Figure.HIT_RATIO);
        assertEquals(List.of(Outlook.HIT_RATIO_LOW), kinds(outlook));
        assertEquals(0.8, outlook.events().getFirst().threshold());
        PastInMemory steady = new PastInMemory(SINCE, 0).with(Figure.HIT_RATIO, at -> 0.85);
        assertEquals(List.of(), kinds(made(steady, Figure.HIT_RATIO)));
    }

    @Test
    void answersWithoutPointsWhereNothingIsOnRecord() {
        Outlook outlook = made(new PastInMemory(SINCE, 0), Figure.REQUESTS);
        assertEquals(Forecast.none(), outlook.forecast());
    }

    @Test
    void keepsWhatItMadeForAWhile() {
        Outlooks outlooks = new Outlooks(new PastInMemory(SINCE, 0).with(Figure.REQUESTS, at -> 5), store, clock);
        assertEquals(List.of(), got(outlooks.kept("c")));
        List<Outlook> first = got(outlooks.fresh("c"));
        assertEquals(
                List.of(Figure.values()), first.stream().map(Outlook::figure).toList());
        assertEquals(first, got(outlooks.kept("c")));
        now = NOW.plusSeconds(60);
        assertSame(first.getFirst(), got(outlooks.fresh("c")).getFirst());
        now = NOW.plus(Duration.ofMinutes(6));
        assertEquals(now, got(outlooks.fresh("c")).getFirst().madeAt());
        now = NOW.plus(Duration.ofDays(3));
        assertFalse(got(outlooks.kept("c")).isEmpty());
        got(outlooks.drop());
        assertTrue(got(outlooks.kept("c")).isEmpty());
    }

    @Test
    void makesAnewWhatWasMadeOfNothing() {
        PastInMemory past = new PastInMemory(SINCE, 0);
        Outlooks outlooks = new Outlooks(past, store, clock);
        assertEquals(Forecast.none(), got(outlooks.fresh("c")).getFirst().forecast());
        past.with(Figure.REQUESTS, at -> 5);
        assertFalse(got(outlooks.fresh("c")).getFirst().forecast().points().isEmpty());
    }

    private double bytes(Instant at) {
        return A_MINUTE * (1_000 - minutes(at, NOW));
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 60.0;
    }

    private Outlook made(PastInMemory past, Figure figure) {
        return got(new Outlooks(past, store, clock).make("c", figure, Horizon.DEFAULT));
    }

    private static List<String> kinds(Outlook outlook) {
        return outlook.events().stream().map(Outlook.Event::kind).toList();
    }

    private static <T> T got(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
