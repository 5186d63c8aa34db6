package dev.terrace.gateway.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.problem.Problem;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Logins logins = new Logins(now::get);

    @Test
    void makesAnAddressWaitAfterTenFailuresUntilTheMinuteIsOver() {
        fail("10.0.0.1", 10);
        Problem wait = assertThrows(Problem.class, () -> logins.admit("10.0.0.1"));
        assertEquals(429, wait.status());
        assertTrue(wait.retryAfterSeconds() > 0 && wait.retryAfterSeconds() <= 61);
        assertDoesNotThrow(() -> logins.admit("10.0.0.2"));
        now.updateAndGet(t -> t.plusSeconds(61));
        assertDoesNotThrow(() -> logins.admit("10.0.0.1"));
        logins.failed("10.0.0.1");
        assertDoesNotThrow(() -> logins.admit("10.0.0.1"));
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        fail("10.0.0.1", 9);
        logins.succeeded("10.0.0.1");
        fail("10.0.0.1", 9);
        assertDoesNotThrow(() -> logins.admit("10.0.0.1"));
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        fail("10.0.0.1", 10);
        for (int i = 0; i < 10_000; i++) {
            logins.failed("host" + i);
        }
        assertDoesNotThrow(() -> logins.admit("10.0.0.1"));
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            logins.failed(address);
        }
    }
}
