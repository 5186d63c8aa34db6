package dev.terrace.monitoring.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.monitoring.alert.AlertState.Firing;
import dev.terrace.monitoring.alert.AlertState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link AlertStore} promises. */
public abstract class AlertStoreContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String cache = "c-" + UUID.randomUUID();

    protected abstract AlertStore store();

    private Alert pending() {
        AlertRule rule = DefaultRules.ALL.getFirst();
        return new Lifecycle(rule).open(cache, new Reading.Measured(0.4), START).orElseThrow();
    }

    private boolean save(Alert alert) {
        return store().save(alert, START).await().atMost(Duration.ofSeconds(20));
    }

    private Alert find(String id) {
        return store().find(id).await().atMost(Duration.ofSeconds(20)).orElseThrow();
    }

    private List<Alert> watched(Instant now) {
        return store().watched(now).await().atMost(Duration.ofSeconds(20)).stream()
                .filter(alert -> alert.subject().cacheName().equals(cache))
                .toList();
    }

    @Test
    void keepsEveryStateAsItIs() {
        Alert alert = pending().with(new Cause("invalidation", "Why.", Map.of("keys", 3), 0.7));
        assertTrue(save(alert));
        assertEquals(alert.stored(), find(alert.id()));
        Firing firing = ((Pending) alert.state()).fire(START.plusSeconds(5));
        AlertState.Acknowledged taken = firing.acknowledge(START.plusSeconds(6), "ann", "on it");
        Resolution end = alert.resolution(Resolution.How.MANUAL, "ann", null, START.plusSeconds(9));
        for (AlertState state : List.of(
                firing,
                taken,
                taken.recover(START.plusSeconds(7)),
                taken.lose(START.plusSeconds(8)),
                firing.endedBy(START.plusSeconds(9), new AlertState.ByHand(end)))) {
            Alert next = find(alert.id()).in(state);
            assertTrue(save(next));
            assertEquals(next.stored(), find(alert.id()));
        }
    }

    @Test
    void keepsOneOpenAlertAFingerprint() {
        Alert first = pending();
        assertTrue(save(first));
        assertFalse(save(pending()));
        Alert open = find(first.id());
        Resolution end = open.resolution(Resolution.How.MANUAL, "ann", null, START);
        assertTrue(save(open.in(((Pending) open.state()).endedBy(START, new AlertState.ByHand(end)))));
        assertTrue(save(pending()));
    }

    @Test
    void letsOneOfTwoWritersWin() {
        Alert alert = pending();
        save(alert);
        Alert read = find(alert.id());
        Alert next = read.in(((Pending) read.state()).fire(START.plusSeconds(5)));
        assertTrue(save(next));
        assertFalse(save(next));
        assertEquals("firing", find(alert.id()).state().status());
    }

    @Test
    void watchesOpenOnesAndThoseThatKeepQuiet() {
        Alert alert = pending();
        save(alert);
        assertEquals(1, watched(START).size());
        Alert open = find(alert.id());
        Resolution end = open.resolution(Resolution.How.MANUAL, "ann", null, START);
        save(open.in(((Pending) open.state()).endedBy(START, new AlertState.ByHand(end)))
                .quiet(START.plusSeconds(60)));
        assertEquals(1, watched(START.plusSeconds(59)).size());
        assertTrue(watched(START.plusSeconds(60)).isEmpty());
    }

    @Test
    void knowsNoOtherIds() {
        assertTrue(store().find("none").await().atMost(Duration.ofSeconds(20)).isEmpty());
    }
}
