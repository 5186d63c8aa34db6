package dev.terrace.gateway.access;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Slows down who guesses: after ten failed logins from one address within a minute that address waits until the minute is over. Ten thousand
 * addresses are remembered.
 */
@Singleton
public class Logins {
    private static final int FAILURES = 10;
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Map<String, Failed> failed = new Bounded<>(ADDRESSES);

    @Inject
    public Logins(InstantSource clock) {
        this.clock = clock;
    }

    private record Failed(int count, Instant since) {}

    /** 429 with Retry-After when that address has to wait. */
    public synchronized void admit(String address) {
        Failed known = failed.get(address);
        Instant now = clock.instant();
        if (known != null
                && known.count() >= FAILURES
                && now.isBefore(known.since().plus(SPAN))) {
            long wait = Duration.between(now, known.since().plus(SPAN)).toSeconds() + 1;
            throw Problem.of(Kind.LIMITED, "Too many failed logins from this address.")
                    .retryAfter((int) wait);
        }
    }

    /** A login from there failed. */
    public synchronized void failed(String address) {
        Instant now = clock.instant();
        failed.merge(
                address,
                new Failed(1, now),
                (known, one) ->
                        now.isBefore(known.since().plus(SPAN)) ? new Failed(known.count() + 1, known.since()) : one);
    }

    /** A login from there succeeded. */
    public synchronized void succeeded(String address) {
        failed.remove(address);
    }
}
