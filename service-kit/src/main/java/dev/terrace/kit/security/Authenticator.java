package dev.terrace.kit.security;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the caller behind a request: a bearer token first, else the session cookie. */
@Singleton
public class Authenticator {
    /** Name of the dashboard's session cookie. */
    public static final String COOKIE = "terrace_session";

    private static final String BEARER = "bearer ";

    private final List<CredentialSource> sources;

    @Inject
    public Authenticator(Instance<CredentialSource> sources) {
        this(sources.stream().toList());
    }

    /** With these sources, asked in this order. */
    public Authenticator(List<CredentialSource> sources) {
        this.sources = sources;
    }

    /** Empty when there are no credentials or none that hold. */
    public Uni<Optional<Caller>> authenticate(HttpServerRequest request) {
        String token = token(request);
        return token == null ? Uni.createFrom().item(Optional.empty()) : find(token);
    }

    /** The caller behind a token. */
    public Uni<Optional<Caller>> find(String token) {
        return ask(sources.iterator(), token);
    }

    private static Uni<Optional<Caller>> ask(Iterator<CredentialSource> rest, String token) {
        if (!rest.hasNext()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return rest.next()
                .find(token)
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found) : ask(rest, token));
    }

    /** The token a request carries. A cookie counts for reads, and for writes only with the header a foreign page cannot send. */
    public static @Nullable String token(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
            return bearer ? header.substring(BEARER.length()).strip() : null;
        }
        var cookie = request.getCookie(COOKIE);
        if (cookie == null) {
            return null;
        }
        boolean reads =
                switch (request.method().name()) {
                    case "GET", "HEAD", "OPTIONS" -> true;
                    default -> false;
                };
        return reads || request.getHeader("X-Terrace-CSRF") != null ? cookie.getValue() : null;
    }
}
