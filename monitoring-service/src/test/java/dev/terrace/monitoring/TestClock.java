package dev.terrace.monitoring;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The service under test goes by a clock that the tests move; it starts with the machine's. */
@Alternative
@Priority(1)
public class TestClock {
    @Produces
    @Singleton
    MovedClock clock() {
        return new MovedClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}
