package dev.terrace.monitoring.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.monitoring.alert.AlertState.Acknowledged;
import dev.terrace.monitoring.alert.AlertState.ByHand;
import dev.terrace.monitoring.alert.AlertState.Firing;
import dev.terrace.monitoring.alert.AlertState.NoData;
import dev.terrace.monitoring.alert.AlertState.Open;
import dev.terrace.monitoring.alert.AlertState.Pending;
import dev.terrace.monitoring.alert.AlertState.Recovering;
import dev.terrace.monitoring.alert.AlertState.Resolved;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    private static final Reading QUIET = new Reading.Quiet();
    private static final Reading ABSENT = new Reading.Absent();
    private static final Reading GOOD = new Reading.Measured(0.95);
    private static final Reading BAD = new Reading.Measured(0.4);

    private final AlertRule rule = DefaultRules.ALL.getFirst();
    private final Lifecycle lifecycle = new Lifecycle(rule);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Alert alert;

    @BeforeEach
    void opens() {
        alert = lifecycle.open("shop", BAD, now).orElseThrow();
    }

    private AlertState read(Reading reading, long afterSeconds) {
        now = now.plusSeconds(afterSeconds);
        alert = lifecycle.next(alert, (Open) alert.state(), reading, now);
        return alert.state();
    }

    private void fires() {
        assertInstanceOf(Firing.class, read(BAD, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "hit-ratio, 0.8, ",
        "hit-ratio, 0.7999, MEDIUM",
        "hit-ratio, 0.7, MEDIUM",
        "hit-ratio, 0.6999, HIGH",
        "hit-ratio, 0.5, HIGH",
        "hit-ratio, 0.4999, CRITICAL",
        "hit-ratio, 0, CRITICAL",
        "memory-used, 75, ",
        "memory-used, 75.01, MEDIUM",
        "memory-used, 85.01, HIGH",
        "memory-used, 95, HIGH",
        "memory-used, 95.01, CRITICAL",
        "response-time, 50, ",
        "response-time, 50.1, MEDIUM",
        "response-time, 100, MEDIUM",
        "response-time, 100.1, HIGH",
        "response-time, 200, HIGH",
        "response-time, 200.1, CRITICAL"
    })
    void theDefaultThresholdsAreThoseOfTheMission(String name, double value, Severity expected) {
        AlertRule asked = DefaultRules.ALL.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.ofNullable(expected), asked.breachedBy(new Reading.Measured(value)));
        assertEquals(Optional.empty(), asked.breachedBy(new Reading.Measured(value, true)));
    }

    @Test
    void opensOnlyOnABadValue() {
        assertTrue(lifecycle.open("shop", GOOD, now).isEmpty());
        assertTrue(lifecycle.open("shop", QUIET, now).isEmpty());
        assertTrue(lifecycle.open("shop", ABSENT, now).isEmpty());
        assertInstanceOf(Pending.class, alert.state());
        assertEquals(Severity.CRITICAL, alert.gravity().severity());
    }

    @Test
    void firesAfterFiveSecondsAndNotBefore() {
        assertInstanceOf(Pending.class, read(BAD, 4));
        assertInstanceOf(Firing.class, read(BAD, 1));
    }

    @Test
    void aPassingBlipIsResolvedBeforeItFires() {
        Resolved passed = assertInstanceOf(Resolved.class, read(GOOD, 3));
        assertEquals(Resolution.How.AUTO, passed.resolution().how());
        assertEquals(3, passed.resolution().durationSeconds());
    }

    @Test
    void pendingWithoutValuesExpires() {
        Alert before = alert;
        assertEquals(
                Resolution.How.EXPIRED,
                assertInstanceOf(Resolved.class, read(QUIET, 1)).resolution().how());
        alert = before;
        assertEquals(
                Resolution.How.EXPIRED,
                assertInstanceOf(Resolved.class, read(ABSENT, 1)).resolution().how());
    }

    @Test
    void resolvesItselfWithProofAfterThirtyGoodSeconds() {
        fires();
        assertInstanceOf(Recovering.class, read(GOOD, 20));
        assertInstanceOf(Recovering.class, read(GOOD, 29));
        Resolution proof = assertInstanceOf(Resolved.class, read(GOOD, 1)).resolution();
        assertEquals(Resolution.How.AUTO, proof.how());
        assertEquals(0.95, proof.value());
        assertEquals(55, proof.durationSeconds());
        assertEquals(now, alert.resolvedAt());
    }

    @Test
    void relapsesToWhatItWas() {
        fires();
        read(GOOD, 1);
        assertInstanceOf(Firing.class, read(BAD, 10));
        assertInstanceOf(Recovering.class, read(GOOD, 1));
        assertInstanceOf(Recovering.class, read(GOOD, 29));
        assertInstanceOf(Resolved.class, read(GOOD, 1));
    }

    @Test
    void anAcknowledgedOneStaysSoThroughARelapse() {
        fires();
        Firing firing = (Firing) alert.state();
        alert = alert.in(firing.acknowledge(now, "ann", "on it"));
        assertInstanceOf(Acknowledged.class, read(BAD, 1));
        assertInstanceOf(Recovering.class, read(GOOD, 1));
        assertEquals("ann", assertInstanceOf(Acknowledged.class, read(BAD, 1)).by());
    }

    @Test
    void anAcknowledgedOneFiresAgainWhenItGetsWorse() {
        alert = lifecycle.open("shop", new Reading.Measured(0.75), now).orElseThrow();
        read(new Reading.Measured(0.75), 5);
        alert = alert.in(((Firing) alert.state()).acknowledge(now, "ann", null));
        assertInstanceOf(Acknowledged.class, read(new Reading.Measured(0.78), 1));
        assertInstanceOf(Firing.class, read(new Reading.Measured(0.65), 1));
        assertEquals(Severity.HIGH, alert.gravity().severity());
    }

    @Test
    void severityRisesAtOnceAndFallsAfterThirtySeconds() {
        alert = lifecycle.open("shop", new Reading.Measured(0.75), now).orElseThrow();
        String id = alert.id();
        read(BAD, 1);
        assertEquals(Severity.CRITICAL, alert.gravity().severity());
        assertEquals(0.5, alert.gravity().threshold());
        read(new Reading.Measured(0.75), 10);
        read(new Reading.Measured(0.75), 29);
        assertEquals(Severity.CRITICAL, alert.gravity().severity());
        read(new Reading.Measured(0.75), 1);
        assertEquals(Severity.MEDIUM, alert.gravity().severity());
        assertEquals(id, alert.id());
    }

    @Test
    void silenceIsNoDataAndNeverAResolutionByItself() {
        fires();
        assertInstanceOf(NoData.class, read(ABSENT, 1));
        assertInstanceOf(NoData.class, read(ABSENT, 86_399));
        Resolved forgotten = assertInstanceOf(Resolved.class, read(ABSENT, 1));
        assertEquals(Resolution.How.EXPIRED, forgotten.resolution().how());
    }

    @Test
    void fewRequestsAreNoDataAfterAWholeWindowOfThem() {
        fires();
        assertInstanceOf(Firing.class, read(QUIET, 29));
        assertInstanceOf(NoData.class, read(QUIET, 1));
    }

    @Test
    void noDataGoesBackToWhatTheValuesSay() {
        fires();
        read(ABSENT, 1);
        assertInstanceOf(Firing.class, read(BAD, 60));
        read(ABSENT, 1);
        assertInstanceOf(Recovering.class, read(GOOD, 60));
        assertInstanceOf(NoData.class, read(ABSENT, 1));
    }

    @Test
    void recoveryGoesOnThroughFewRequestsButNotThroughSilence() {
        fires();
        read(GOOD, 1);
        assertInstanceOf(Recovering.class, read(QUIET, 29));
        assertInstanceOf(Resolved.class, read(QUIET, 1));
    }

    @Test
    void everyOpenStateCanBeEndedByHandAndByDeletion() {
        for (Reading[] path : new Reading[][] {{}, {BAD}, {BAD, GOOD}, {BAD, ABSENT}}) {
            opens();
            for (Reading reading : path) {
                read(reading, 5);
            }
            Open open = (Open) alert.state();
            Resolution byHand = alert.resolution(Resolution.How.MANUAL, "ann", "why", now);
            assertSame(byHand, open.endedBy(now, new ByHand(byHand)).resolution());
            Resolved gone = (Resolved) Lifecycle.gone(alert, open, now).state();
            assertEquals(Resolution.How.EXPIRED, gone.resolution().how());
        }
    }

    @Test
    void theFingerprintIsThatOfTheLabels() {
        Alert again = lifecycle.open("shop", BAD, now.plusSeconds(100)).orElseThrow();
        assertEquals(alert.subject().fingerprint(), again.subject().fingerprint());
        assertEquals(
                3,
                DefaultRules.ALL.stream()
                        .map(r -> Subject.of(r, "shop").fingerprint())
                        .distinct()
                        .count());
        assertTrue(!alert.id().equals(again.id()));
    }
}
