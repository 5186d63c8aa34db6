package dev.terrace.monitoring;

import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Pem;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.security.TokenIssuer;
import dev.terrace.kit.test.LocalStack;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.InstantSource;
import java.util.Set;

/** Callers of each role, with tokens as the gateway signs them. */
final class Tokens {
    private Tokens() {}

    static RequestSpecification as(Role role, String... caches) {
        return RestAssured.given().auth().oauth2(token(role, caches)).basePath("/api/admin/caching");
    }

    static String token(Role role, String... caches) {
        String file = LocalStack.environment().getOrDefault("TERRACE_JWT_PRIVATE_KEY_FILE", "");
        return new TokenIssuer(Pem.privateKey(file), InstantSource.system())
                .issue(new Caller(role.wireName(), role, Set.of(caches)), 600);
    }
}
