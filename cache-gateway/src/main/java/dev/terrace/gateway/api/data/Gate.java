package dev.terrace.gateway.api.data;

import dev.terrace.kit.security.Authenticator;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. A token that was found good is taken for good for {@value #TRUSTED_MS} ms, so that a hit costs neither digest nor database; a
 * revocation holds after that time at the latest. At most {@value #MAX} are remembered; bad ones never are.
 */
@Singleton
class Gate {
    static final long TRUSTED_MS = 4_000;
    static final int MAX = 10_000;

    private final Authenticator authenticator;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    @Inject
    Gate(Authenticator authenticator, InstantSource clock) {
        this.authenticator = authenticator;
        this.clock = clock;
    }

    /** The caller if it is known by now, else null. */
    @Nullable
    Caller known(HttpServerRequest request) {
        String name = name(request);
        Known found = name == null ? null : known.get(name);
        return found != null && clock.millis() - found.sinceMs < TRUSTED_MS ? found.caller : null;
    }

    /** Asks; empty when there are no credentials or none that hold. */
    Uni<Optional<Caller>> ask(HttpServerRequest request) {
        String name = name(request);
        if (name == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return authenticator.authenticate(request).invoke(found -> found.ifPresent(caller -> remember(name, caller)));
    }

    private void remember(String name, Caller caller) {
        if (known.size() >= MAX) {
            known.clear();
        }
        known.put(name, new Known(caller, clock.millis()));
    }

    /** What names the credentials: the header as it is, else the cookie's token where that counts. The two never look alike. */
    private static @Nullable String name(HttpServerRequest request) {
        String header = request.getHeader(Names.AUTHORIZATION);
        if (header != null) {
            return header;
        }
        String token = request.getHeader(Names.COOKIE) == null ? null : Authenticator.token(request);
        return token == null ? null : "cookie " + token;
    }

    static boolean mayWrite(Caller caller) {
        return caller.role() == Role.OPERATOR || caller.role() == Role.ADMIN;
    }

    private record Known(Caller caller, long sinceMs) {}
}
