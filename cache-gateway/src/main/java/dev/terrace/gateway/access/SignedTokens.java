package dev.terrace.gateway.access;

import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.TokenIssuer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The tokens that the gateway signs: one of a minute to forward a caller to another service, one of eight hours for a session. */
@Singleton
public class SignedTokens {
    /** How long a session lasts. */
    public static final Duration SESSION = Duration.ofHours(8);

    private static final Duration FORWARDED = Duration.ofSeconds(60);
    private static final Duration SPARE = Duration.ofSeconds(25);
    private static final int CALLERS = 1_000;

    private final TokenIssuer issuer;
    private final InstantSource clock;
    private final Map<Caller, Issued> forwarded = new Bounded<>(CALLERS);

    @Inject
    public SignedTokens(TokenIssuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    private record Issued(String token, Instant ends) {}

    /** For a call to another service, valid for at least 25 seconds more; signing costs more than a look-up, so it is kept. */
    public String forward(Caller caller) {
        Instant now = clock.instant();
        synchronized (forwarded) {
            Issued known = forwarded.get(caller);
            if (known == null || known.ends().minus(SPARE).isBefore(now)) {
                known = new Issued(issuer.issue(caller, (int) FORWARDED.toSeconds()), now.plus(FORWARDED));
                forwarded.put(caller, known);
            }
            return known.token();
        }
    }

    /** For the dashboard's cookie. */
    public String session(Caller caller) {
        return issuer.issue(caller, (int) SESSION.toSeconds());
    }
}
