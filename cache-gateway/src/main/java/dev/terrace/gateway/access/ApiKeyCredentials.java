package dev.terrace.gateway.access;

import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.CredentialSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * API keys as credentials. What PostgreSQL said of a secret is believed for five seconds, so a revoked key ends within that time. While
 * PostgreSQL is away, keys seen within the last ten minutes go on; others are not known.
 */
@Singleton
public class ApiKeyCredentials implements CredentialSource {
    private static final Logger LOG = Logger.getLogger(ApiKeyCredentials.class);
    private static final Duration BELIEVED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration WITHOUT_DATABASE = Duration.ofMinutes(10);
    private static final Duration USE_NOTED = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;
    private static final int LONGEST = 200;

    private final ApiKeys keys;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new Bounded<>(REMEMBERED);
    private final Map<Long, Instant> uses = new Bounded<>(REMEMBERED);

    @Inject
    public ApiKeyCredentials(ApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** What was last heard of a secret. */
    private record Seen(Optional<ApiKey> key, Instant at) {}

    @Override
    public Uni<Optional<Caller>> find(String token) {
        if (!token.startsWith(Secret.PREFIX) || token.length() > LONGEST) {
            return Uni.createFrom().item(Optional.empty());
        }
        String digest = HexFormat.of().formatHex(Secret.digest(token));
        Seen known = remembered(digest);
        if (known != null && clock.instant().isBefore(known.at().plus(BELIEVED))) {
            return Uni.createFrom().item(admitted(known.key()));
        }
        return keys.withSecret(token)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .invoke(found -> remember(digest, found))
                .onFailure()
                .recoverWithItem(failure -> withoutDatabase(known, failure))
                .map(this::admitted);
    }

    /** Forgets what is believed, so that this node sees a change at once. */
    public void forget() {
        synchronized (seen) {
            seen.clear();
        }
    }

    private Optional<ApiKey> withoutDatabase(@Nullable Seen known, Throwable failure) {
        LOG.warnf("api keys not read reason=%s", failure.getMessage());
        if (known == null || clock.instant().isAfter(known.at().plus(WITHOUT_DATABASE))) {
            return Optional.empty();
        }
        return known.key();
    }

    private Optional<Caller> admitted(Optional<ApiKey> key) {
        Instant now = clock.instant();
        Optional<ApiKey> valid = key.filter(k -> k.valid(now));
        valid.ifPresent(k -> noteUse(k, now));
        return valid.map(ApiKey::caller);
    }

    private void noteUse(ApiKey key, Instant now) {
        synchronized (uses) {
            Instant last = uses.get(key.id());
            if (last != null && now.isBefore(last.plus(USE_NOTED))) {
                return;
            }
            uses.put(key.id(), now);
        }
        keys.used(key.id(), now)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("api key use not noted reason=%s", failure.getMessage()));
    }

    private @Nullable Seen remembered(String digest) {
        synchronized (seen) {
            return seen.get(digest);
        }
    }

    private void remember(String digest, Optional<ApiKey> found) {
        synchronized (seen) {
            seen.put(digest, new Seen(found, clock.instant()));
        }
    }
}
