package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** What must hold all the time: one look at which it does not fails the test. */
final class Steadily {
    private static final Duration STEP = Duration.ofMillis(20);

    private Steadily() {}

    static void holds(Duration span, Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(STEP)
                .during(span)
                .atMost(span.multipliedBy(4))
                .failFast("it did not hold all the time", () -> !condition.call())
                .until(() -> true);
    }
}
