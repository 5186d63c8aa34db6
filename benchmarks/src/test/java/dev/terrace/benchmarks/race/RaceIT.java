package dev.terrace.benchmarks.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Laws 1 to 3 on four gateways: what was acknowledged is what is read. The same with ten million reads: {@code ./terrace bench race}. */
@ExtendWith(StartedFleet.class)
class RaceIT {
    private static final Plan PLAN = new Plan(100_000, 240_000, 200, 2, 3, 0, 4, 20, 1);

    @Test
    void noAnswerIsOlderThanWhatWasAcknowledgedBeforeItsReadBegan(Fleet fleet) throws Exception {
        try (Race race = fleet.race();
                Raced raced = new Raced(fleet.standing(), race, 20, 10)) {
            Outcome outcome = race.start(PLAN, raced.all()).get(300, TimeUnit.SECONDS);
            assertEquals(List.of(), outcome.examples());
            assertEquals(0, outcome.violations());
            assertTrue(outcome.reads() >= PLAN.reads(), outcome::toString);
            assertEquals(
                    Set.of("clear", "delete", "key", "pattern", "put", "tag"),
                    outcome.writes().keySet());
            assertTrue(outcome.withToken() > 100, outcome::toString);
            assertTrue(outcome.refusedReads() < outcome.reads() / 20, outcome::toString);
        }
    }
}
