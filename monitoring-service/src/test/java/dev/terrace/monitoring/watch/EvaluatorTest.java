package dev.terrace.monitoring.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.monitoring.MovedClock;
import dev.terrace.monitoring.Traffic;
import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.AlertState;
import dev.terrace.monitoring.alert.Causes;
import dev.terrace.monitoring.alert.Change;
import dev.terrace.monitoring.alert.DefaultRules;
import dev.terrace.monitoring.alert.Desk;
import dev.terrace.monitoring.alert.MemoryAlerts;
import dev.terrace.monitoring.alert.RecentChanges;
import dev.terrace.monitoring.alert.Severity;
import dev.terrace.monitoring.history.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows in, alerts out, with a clock that is moved. */
class EvaluatorTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Recent recent = new Recent(new Recent.Bounds(900, 10, 5), clock);
    private final RecentChanges changes = new RecentChanges();
    private final MemoryAlerts store = new MemoryAlerts();
    private final List<String> told = new ArrayList<>();
    private final Traffic shop = new Traffic("n1", "shop");
    private final Evaluator evaluator = evaluator();
    private final Desk desk = new Desk(store, this::tell, clock, Duration.ofMinutes(10));

    private Evaluator evaluator() {
        return new Evaluator(
                DefaultRules.ALL,
                recent,
                new Readings(recent, new Causes(changes)),
                store,
                this::tell,
                new Evaluator.Pace(clock, 300));
    }

    private void tell(Alert alert, Instant at) {
        told.add(alert.state().status() + " " + alert.gravity().severity().wireName());
    }

    @BeforeEach
    void begins() {
        run();
    }

    private void run() {
        evaluator.run().await().indefinitely();
    }

    private interface Second {
        void send(Instant start);
    }

    private void seconds(int count, Second second) {
        for (int i = 0; i < count; i++) {
            Instant start = clock.instant();
            clock.advance(1);
            second.send(start);
            run();
        }
    }

    private void good(int seconds) {
        seconds(seconds, at -> recent.add(shop.second(at, 100, 0)));
    }

    private void bad(int seconds) {
        seconds(seconds, at -> recent.add(shop.second(at, 0, 100)));
    }

    private Alert only() {
        assertEquals(1, store.all().size());
        return store.all().getFirst();
    }

    @Test
    void aLastingAlertTellsItsPresentValueAndFallsToALowerSeverity() {
        bad(60);
        assertEquals(Severity.CRITICAL, only().gravity().severity());
        seconds(90, at -> recent.add(shop.second(at, 75, 25)));
        assertInstanceOf(AlertState.Firing.class, only().state());
        assertEquals(0.75, only().gravity().value(), 0.01);
        assertEquals(Severity.MEDIUM, only().gravity().severity());
    }

    @Test
    void aRatioMadeBadFiresWithinFifteenSecondsAndResolvesItselfAfterGoodTraffic() {
        good(60);
        bad(13);
        assertEquals(
                List.of("pending medium", "pending high", "firing high"),
                told.stream().distinct().toList());
        good(60);
        assertEquals("resolved", only().state().status());
        assertEquals("recovering high", told.get(told.size() - 2));
        AlertState.Resolved end = assertInstanceOf(AlertState.Resolved.class, only().state());
        assertEquals("auto", end.resolution().how().wireName());
        assertTrue(end.resolution().value() >= 0.8);
    }

    @Test
    void aNewCacheThatOnlyMissesFiresAndSaysItIsCold() {
        bad(7);
        assertEquals("firing", only().state().status());
        assertEquals(Severity.CRITICAL, only().gravity().severity());
        assertEquals("cold_cache", only().cause().kind());
    }

    @Test
    void fortyNineRequestsAreTooFewAndFiftyAreEnough() {
        recent.add(shop.second(clock.instant(), 0, 49));
        clock.advance(1);
        run();
        assertTrue(store.all().isEmpty());
        recent.add(shop.second(clock.instant(), 0, 1));
        clock.advance(1);
        run();
        assertEquals("pending", only().state().status());
    }

    @Test
    void makesUpForSecondsItMissed() {
        Instant start = clock.instant();
        clock.advance(60);
        for (int i = 0; i < 60; i++) {
            recent.add(shop.second(start.plusSeconds(i), i < 20 ? 0 : 100, i < 20 ? 100 : 0));
        }
        run();
        assertEquals(List.of("pending critical", "firing critical"), told.subList(0, 2));
        assertEquals("recovering", only().state().status());
        clock.advance(30);
        run();
        assertEquals("resolved", only().state().status());
    }

    @Test
    void slowAnswersFireByTheirMean() {
        seconds(7, at -> recent.add(shop.slowSecond(at, 50, 250_000)));
        assertEquals("response-time", only().subject().rule());
        assertEquals(Severity.CRITICAL, only().gravity().severity());
    }

    @Test
    void aFullTierIsHealthyUntilItEvictsWhatIsWanted() {
        seconds(60, at -> recent.add(shop.fullSecond(at, 100, 990, 0)));
        assertTrue(store.all().isEmpty());
        seconds(7, at -> recent.add(shop.fullSecond(at, 100, 990, 40)));
        assertEquals("memory-used", only().subject().rule());
        assertEquals("memory", only().subject().tier());
        assertEquals(Severity.CRITICAL, only().gravity().severity());
        assertEquals("early_evictions", only().cause().kind());
    }

    @Test
    void namesTheInvalidationBeforeIt() {
        good(200);
        changes.add(new Change("invalidation", "shop", clock.instant(), "Everything was invalidated.", Map.of()));
        changes.add(new Change("invalidation", "other", clock.instant(), "Not this one.", Map.of()));
        bad(14);
        assertEquals("invalidation", only().cause().kind());
        assertTrue(only().cause().confidence() > 0.5 && only().cause().confidence() < 1);
    }

    @Test
    void namesNoCauseWhenNothingSpeaksForOne() {
        good(200);
        bad(14);
        assertNull(only().cause());
    }

    @Test
    void resolvedByHandItKeepsQuietUntilItGetsWorse() {
        seconds(8, at -> recent.add(shop.second(at, 75, 25)));
        assertInstanceOf(
                Desk.Outcome.Done.class,
                desk.resolve(only().id(), "ann", "known").await().indefinitely());
        seconds(60, at -> recent.add(shop.second(at, 75, 25)));
        assertEquals(1, store.all().size());
        bad(10);
        assertEquals(2, store.all().size());
        assertNotEquals(store.all().getFirst().id(), store.all().getLast().id());
    }

    @Test
    void aGoodValueEndsTheQuiet() {
        bad(8);
        desk.resolve(only().id(), "ann", null).await().indefinitely();
        good(30);
        bad(14);
        assertEquals(2, store.all().size());
    }

    @Test
    void theQuietEndsWithTheCoolDown() {
        bad(8);
        desk.resolve(only().id(), "ann", null).await().indefinitely();
        bad(599);
        assertEquals(1, store.all().size());
        bad(2);
        assertEquals(2, store.all().size());
    }

    @Test
    void peopleMayOnlyDoWhatTheStateAllows() {
        bad(2);
        assertInstanceOf(
                Desk.Outcome.NotAllowed.class,
                desk.acknowledge(only().id(), "ann", null).await().indefinitely());
        bad(6);
        assertInstanceOf(
                Desk.Outcome.Done.class,
                desk.acknowledge(only().id(), "ann", null).await().indefinitely());
        desk.resolve(only().id(), "ann", null).await().indefinitely();
        assertInstanceOf(
                Desk.Outcome.NotAllowed.class,
                desk.resolve(only().id(), "ann", null).await().indefinitely());
        assertInstanceOf(
                Desk.Outcome.Unknown.class,
                desk.resolve("alert-none", "ann", null).await().indefinitely());
    }

    @Test
    void aDeletedCacheLeavesNoOpenAlert() {
        bad(8);
        recent.forget("shop");
        clock.advance(1);
        run();
        assertEquals("resolved", only().state().status());
    }

    @Test
    void anotherEvaluatorGoesOnWithTheSameAlert() {
        bad(8);
        String id = only().id();
        Evaluator next = evaluator();
        clock.advance(1);
        recent.add(shop.second(clock.instant().minusSeconds(1), 0, 100));
        next.run().await().indefinitely();
        assertEquals(id, only().id());
        assertEquals("firing", only().state().status());
    }

    @Test
    void whenTrafficStopsItSaysSoInsteadOfResolving() {
        bad(8);
        seconds(70, at -> {});
        assertEquals("no_data", only().state().status());
        good(29);
        assertEquals("recovering", only().state().status());
        good(2);
        assertEquals("resolved", only().state().status());
    }
}
