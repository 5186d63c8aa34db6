package dev.terrace.gateway.access;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.as;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class AccessIT {
    private static final String KEYS = BASE + "api_keys/";
    private static final String SESSION = BASE + "session/";

    @Inject
    Pool pool;

    @Test
    void showsASecretOnceAndKeepsOnlyItsDigest() {
        JsonPath made = key(Map.of("name", freshName(), "role", "viewer"));
        String secret = made.getString("secret");
        int id = made.getInt("id");
        admin().get(KEYS + id + "/")
                .then()
                .statusCode(200)
                .body("$", not(hasItem("secret")))
                .body("secret", nullValue());
        String kept = pool.query("SELECT k::text AS t FROM gateway.api_key k WHERE id = " + id)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("t");
        assertTrue(!kept.contains(secret), "the secret is not kept");
        as(secret).get(BASE + "configurations/").then().statusCode(200);
    }

    @Test
    void limitsAKeyToItsRoleAndCaches() {
        String mine = cache();
        String other = cache();
        String secret = key(Map.of("name", freshName(), "role", "operator", "caches", List.of(mine)))
                .getString("secret");
        as(secret).get(BASE + "configurations/" + mine).then().statusCode(200);
        as(secret).get(BASE + "configurations/" + other).then().statusCode(403).contentType("application/problem+json");
        as(secret).get(BASE + "configurations/").then().statusCode(200).body("items.name", equalTo(List.of(mine)));
        as(secret)
                .body(Map.of("version", 1, "ttl_seconds", 5))
                .patch(BASE + "configurations/" + other)
                .then()
                .statusCode(403);
        as(secret)
                .body(Map.of("name", freshName()))
                .post(BASE + "configurations/")
                .then()
                .statusCode(403);
        as(secret)
                .body(Map.of("cache_name", other, "all", true))
                .post(BASE + "invalidations/invalidate_keys/")
                .then()
                .statusCode(403);
        as(secret).delete(BASE + "configurations/" + mine).then().statusCode(403);
        as(secret).get(KEYS).then().statusCode(403);
    }

    @Test
    void endsAKeyAtItsDeletionAndItsOldSecretAtItsRotation() {
        JsonPath made = key(Map.of("name", freshName(), "role", "viewer"));
        String first = made.getString("secret");
        String path = KEYS + made.getInt("id") + "/";
        as(first).get(BASE + "configurations/").then().statusCode(200);
        String second =
                admin().post(path + "rotate/").then().statusCode(200).extract().path("secret");
        as(first).get(BASE + "configurations/").then().statusCode(401);
        as(second).get(BASE + "configurations/").then().statusCode(200);
        admin().get(path).then().body("last_used_at", notNullValue());
        admin().delete(path).then().statusCode(204);
        as(second).get(BASE + "configurations/").then().statusCode(401);
        admin().delete(path).then().statusCode(404);
    }

    @Test
    void doesNotTakeAKeyAfterItsEnd() {
        JsonPath made = key(Map.of(
                "name",
                freshName(),
                "role",
                "viewer",
                "expires_at",
                Instant.now().plusMillis(1500).toString()));
        String secret = made.getString("secret");
        as(secret).get(BASE + "configurations/").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> as(secret).get(BASE + "configurations/").then().statusCode(401));
    }

    @Test
    void refusesAKeyThatMakesNoSense() {
        admin().body(Map.of("role", "king", "caches", List.of(), "expires_at", "2020-01-01T00:00:00Z"))
                .post(KEYS)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/name", "/role", "/expires_at"));
        String name = freshName();
        key(Map.of("name", name, "role", "viewer"));
        admin().body(Map.of("name", name, "role", "viewer")).post(KEYS).then().statusCode(409);
        admin().body(Map.of("name", freshName(), "role", "viewer", "secret", "mine"))
                .post(KEYS)
                .then()
                .statusCode(422);
        admin().get(KEYS + "nonsense").then().statusCode(404);
    }

    @Test
    void changesATokenForACookie() {
        Cookie cookie = login(Admin.token()).then().statusCode(204).extract().detailedCookie("terrace_session");
        assertTrue(cookie.isHttpOnly());
        assertEquals("Strict", cookie.getSameSite());
        assertEquals("/", cookie.getPath());
        assertEquals(8 * 3600, cookie.getMaxAge());
        given().cookie(cookie)
                .get(SESSION)
                .then()
                .statusCode(200)
                .body("subject", equalTo("admin"))
                .body("role", equalTo("admin"));
        given().cookie(cookie).get(BASE + "configurations/").then().statusCode(200);
        given().cookie(cookie).get(BASE + "metrics/summary/").then().statusCode(200);
        given().cookie(cookie)
                .contentType(ContentType.JSON)
                .body(Map.of("name", freshName()))
                .post(BASE + "configurations/")
                .then()
                .statusCode(401);
        given().cookie(cookie)
                .header("X-Terrace-CSRF", "1")
                .contentType(ContentType.JSON)
                .body(Map.of("name", freshName(), "cache_type", "memory"))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        given().cookie(cookie).delete(SESSION).then().statusCode(204).header("Set-Cookie", containsString("Max-Age=0"));
        given().get(SESSION).then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void makesNoSessionOutOfASession() {
        String session = login(Admin.token()).then().extract().cookie("terrace_session");
        login(session).then().statusCode(401);
        login("").then().statusCode(422);
        given().contentType(ContentType.JSON).post(SESSION).then().statusCode(400);
    }

    private static io.restassured.response.Response login(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("token", token))
                .post(SESSION);
    }

    private static JsonPath key(Map<String, Object> wanted) {
        return admin().body(wanted)
                .post(KEYS)
                .then()
                .statusCode(201)
                .header("Location", startsWith("/api/admin/caching/api_keys/"))
                .extract()
                .jsonPath();
    }
}
