package dev.terrace.monitoring.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.monitoring.health.Health.Status;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void goodValuesAreHealthy() {
        Health health = Health.of(new Vitals(1000, 0.95, 2.0, 0.0, 40.0, 0, 0));
        assertEquals(100, health.score());
        assertEquals(Status.HEALTHY, health.status());
        assertEquals(1, health.parts().stream().mapToDouble(Health.Part::weight).sum(), 0.01);
    }

    @Test
    void aFullEvictingTierIsHealthyAndOneThatEvictsWhatIsWantedIsNot() {
        assertEquals(100, memoryScore(0));
        assertEquals(85, memoryScore(0.01));
        assertTrue(memoryScore(0.2) <= 35);
    }

    private static int memoryScore(double early) {
        return Health.of(new Vitals(1000, 0.95, 2.0, 0.0, 100.0, early, 0)).parts().stream()
                .filter(part -> part.name().equals("memory"))
                .findFirst()
                .orElseThrow()
                .score();
    }

    @Test
    void scoresBendAtTheAlertThresholds() {
        assertEquals(85, partScore(0.8));
        assertEquals(65, partScore(0.7));
        assertEquals(35, partScore(0.5));
        assertEquals(0, partScore(0));
    }

    private static int partScore(double hitRatio) {
        return Health.of(new Vitals(10, hitRatio, null, null, null, 0, 0))
                .parts()
                .getFirst()
                .score();
    }

    @Test
    void oneFailingPartIsNotAveragedAway() {
        Health failing = Health.of(new Vitals(1000, 0.99, 1.0, 0.5, 10.0, 0, 0));
        assertEquals(25, failing.score());
        assertEquals(Status.UNHEALTHY, failing.status());
        Health slow = Health.of(new Vitals(1000, 0.99, 150.0, 0.0, 10.0, 0, 0));
        assertEquals(Status.DEGRADED, slow.status());
    }

    @Test
    void aTierThatIsCutOffShows() {
        Health health = Health.of(new Vitals(1000, 0.99, 1.0, 0.0, 10.0, 0, 1));
        assertEquals(Status.DEGRADED, health.status());
    }

    @Test
    void withoutRequestsItIsIdleAndWithoutAnythingItHasNoScore() {
        Health idle = Health.of(new Vitals(0, null, null, null, 10.0, 0, 0));
        assertEquals(Status.IDLE, idle.status());
        assertEquals(100, idle.score());
        Health nothing = Health.of(new Vitals(0, null, null, null, null, 0, 0));
        assertNull(nothing.score());
        assertEquals(Status.IDLE, nothing.status());
    }
}
