package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.as;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.terrace.gateway.access.KeptAnswers;
import dev.terrace.gateway.access.KeptAnswers.Found;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Asking twice with one Idempotency-Key. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class IdempotencyIT {
    private static final String PATH = BASE + "configurations/";

    @Inject
    KeptAnswers answers;

    @Test
    void givesTheFirstAnswerAgain() {
        String key = freshName();
        String body = "{\"name\": \"" + freshName() + "\", \"cache_type\": \"memory\"}";
        var first = admin().header("Idempotency-Key", key).body(body).post(PATH);
        assertEquals(201, first.statusCode());
        var again = admin().header("Idempotency-Key", key).body(body).post(BASE + "configurations");
        assertEquals(201, again.statusCode());
        assertEquals("true", again.header("Idempotency-Replayed"));
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.header("ETag"), again.header("ETag"));
        assertEquals(first.jsonPath().getMap(""), again.jsonPath().getMap(""));
        admin().body(body).post(PATH).then().statusCode(409).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void keepsARefusalToo() {
        String key = freshName();
        for (int i = 0; i < 2; i++) {
            admin().header("Idempotency-Key", key)
                    .body("{\"name\": \"Bad!\"}")
                    .post(PATH)
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("errors[0].pointer", equalTo("/name"));
        }
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        String key = freshName();
        String name = cache();
        Map<String, Object> all = Map.of("cache_name", name, "all", true);
        String path = BASE + "invalidations/invalidate_keys/";
        admin().header("Idempotency-Key", key).body(all).post(path).then().statusCode(200);
        admin().header("Idempotency-Key", key)
                .body(Map.of("cache_name", name, "keys", List.of("a")))
                .post(path)
                .then()
                .statusCode(422);
        admin().header("Idempotency-Key", key).body(all).post(PATH).then().statusCode(422);
        admin().header("Idempotency-Key", key).body(all).post(path).then().statusCode(200);
        admin().get(BASE + "invalidations/?cache_name=" + name).then().body("items.size()", equalTo(1));
        admin().header("Idempotency-Key", "with blank")
                .body(all)
                .post(path)
                .then()
                .statusCode(400);
    }

    @Test
    void saysThatTheFirstIsUnderWay() {
        String key = freshName();
        String body = "{\"name\": \"" + freshName() + "\"}";
        byte[] fingerprint =
                Idempotency.fingerprint("/api/admin/caching/configurations?", body.getBytes(StandardCharsets.UTF_8));
        Found found = answers.claim(new KeptAnswers.Name("admin", key), fingerprint)
                .await()
                .atMost(Duration.ofSeconds(10));
        Found.Claimed claimed = assertInstanceOf(Found.Claimed.class, found);
        admin().header("Idempotency-Key", key)
                .body(body)
                .post(PATH)
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue());
        answers.release(claimed).await().atMost(Duration.ofSeconds(10));
        admin().header("Idempotency-Key", key).body(body).post(PATH).then().statusCode(201);
    }

    @Test
    void keepsNoSecretAndKnowsCallersApart() {
        String key = freshName();
        Map<String, Object> wanted = Map.of("name", freshName(), "role", "viewer");
        String secret = admin().header("Idempotency-Key", key)
                .body(wanted)
                .post(BASE + "api_keys/")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
        admin().header("Idempotency-Key", key)
                .body(wanted)
                .post(BASE + "api_keys/")
                .then()
                .statusCode(201)
                .body("secret", nullValue())
                .body("name", equalTo(wanted.get("name")));
        as(secret)
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(BASE + "api_keys/")
                .then()
                .statusCode(403);
        as("no-such-token-no-such-token")
                .header("Idempotency-Key", key)
                .body(wanted)
                .post(BASE + "api_keys/")
                .then()
                .statusCode(401);
    }

    @Test
    void worksWithoutABodyAndRefusesALargeOne() {
        String name = cache();
        String path = PATH + name + "/test_connection/";
        String key = freshName();
        admin().header("Idempotency-Key", key).post(path).then().statusCode(200);
        admin().header("Idempotency-Key", key).post(path).then().statusCode(200).header("Idempotency-Replayed", "true");
        admin().header("Idempotency-Key", freshName())
                .body(Map.of("name", "x".repeat(2 << 20)))
                .post(PATH)
                .then()
                .statusCode(413);
    }
}
