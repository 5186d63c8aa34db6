package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Invalidations that are soft, later, or reach other caches. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class InvalidationsIT {
    private static final String INVALIDATE = BASE + "invalidations/invalidate_keys/";
    private static final String CONFIGURATIONS = BASE + "configurations/";

    private static String made(Map<String, Object> settings) {
        String name = freshName();
        Map<String, Object> body = new java.util.HashMap<>(settings);
        body.put("name", name);
        admin().body(body).post(CONFIGURATIONS).then().statusCode(201);
        return name;
    }

    private static void put(String cache, String key) {
        admin().body("v")
                .put("/api/cache/" + cache + "/" + key + "?tags=t")
                .then()
                .statusCode(201);
    }

    private static int status(String cache, String key) {
        return admin().get("/api/cache/" + cache + "/" + key).statusCode();
    }

    @Test
    void aSoftInvalidationLeavesSomethingStale() {
        String name = made(Map.of("cache_type", "memory", "stale_while_revalidate_seconds", 60));
        put(name, "a");
        put(name, "b");
        for (Map<String, Object> selector : List.<Map<String, Object>>of(
                Map.of("cache_name", name, "keys", List.of("a"), "soft", true),
                Map.of("cache_name", name, "tags", List.of("t"), "soft", true))) {
            admin().body(selector).post(INVALIDATE).then().statusCode(200).body("position", notNullValue());
        }
        for (String key : List.of("a", "b")) {
            assertEquals(200, status(name, key));
        }
        admin().get(CONFIGURATIONS + name + "/keys/").then().body("items.ttl", contains(0.0f, 0.0f));
        admin().body(Map.of("cache_name", name, "keys", List.of("a")))
                .post(INVALIDATE)
                .then()
                .statusCode(200);
        Awaitility.await().until(() -> status(name, "a") == 404);
    }

    @Test
    void aSoftInvalidationWithoutATimeForStaleEntriesIsAsAHardOne() {
        String name = cache();
        put(name, "a");
        admin().body(Map.of("cache_name", name, "all", true, "soft", true))
                .post(INVALIDATE)
                .then()
                .statusCode(200);
        Awaitility.await().until(() -> status(name, "a") == 404);
    }

    @Test
    void countsWithoutDropping() {
        String name = cache();
        put(name, "a");
        put(name, "b");
        admin().body(Map.of("cache_name", name, "tags", List.of("t"), "dry_run", true))
                .post(INVALIDATE)
                .then()
                .statusCode(200)
                .body("estimated", equalTo(2));
        admin().body(Map.of("cache_name", name, "pattern", "a*", "dry_run", true))
                .post(INVALIDATE)
                .then()
                .body("estimated", equalTo(1));
        assertEquals(200, status(name, "a"));
    }

    @Test
    void isDoneOnceItsTimeHasCome() {
        String name = cache();
        put(name, "a");
        String at = Instant.now().plusSeconds(2).toString();
        String location = admin().body(Map.of("cache_name", name, "keys", List.of("a"), "at", at, "reason", "sale"))
                .post(INVALIDATE)
                .then()
                .statusCode(202)
                .body("position", nullValue())
                .body("scheduled_for", startsWith(at.substring(0, 19)))
                .body("keys", equalTo(1))
                .extract()
                .header("Location");
        admin().get(location).then().statusCode(200).body("status", equalTo("scheduled"));
        admin().get(BASE + "invalidations/?cache_name=" + name).then().body("items.status", contains("scheduled"));
        assertEquals(200, status(name, "a"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin().get(location)
                .then()
                .body("status", equalTo("done"))
                .body("position", notNullValue())
                .body("reason", equalTo("sale"))
                .body("actor", equalTo("admin")));
        assertEquals(404, status(name, "a"));
        admin().get(BASE + "invalidations/?cache_name=" + name).then().body("items.size()", equalTo(1));
        admin().delete(location).then().statusCode(409);
    }

    @Test
    void canBeTakenBackWhileItWaits() {
        String name = cache();
        String location = admin().body(Map.of(
                        "cache_name",
                        name,
                        "all",
                        true,
                        "at",
                        Instant.now().plus(Duration.ofDays(30)).toString()))
                .post(INVALIDATE)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        admin().delete(location).then().statusCode(204);
        admin().get(location).then().statusCode(200).body("status", equalTo("cancelled"));
        admin().delete(location).then().statusCode(409);
        admin().delete(BASE + "invalidations/inv-none/").then().statusCode(404);
    }

    @Test
    void reachesTheCachesThatDependOnIt() {
        String pages = cache();
        String home = cache();
        admin().header("If-Match", "*")
                .body(Map.of("invalidates", List.of(Map.of("cache_name", home, "all", true))))
                .patch(CONFIGURATIONS + pages)
                .then()
                .statusCode(200);
        String products = made(Map.of(
                "cache_type",
                "memory",
                "invalidates",
                List.of(Map.of("cache_name", pages, "keys", List.of("page:{key}")))));
        put(pages, "page:1");
        put(pages, "page:2");
        put(home, "index");
        admin().body(Map.of("cache_name", products, "keys", List.of("1"), "reason", "price"))
                .post(INVALIDATE)
                .then()
                .statusCode(200)
                .body("dependents.cache_name", contains(pages))
                .body("dependents[0].dependents.cache_name", contains(home));
        assertEquals(404, status(pages, "page:1"));
        assertEquals(200, status(pages, "page:2"));
        assertEquals(404, status(home, "index"));
        admin().get(BASE + "invalidations/?cache_name=" + pages)
                .then()
                .body("items[0].keys", contains("page:1"))
                .body("items[0].reason", equalTo("with " + products + ": price"));
    }

    @Test
    void refusesDependentsThatAreNotThereOrGoInACircle() {
        String first = cache();
        String second =
                made(Map.of("cache_type", "memory", "invalidates", List.of(Map.of("cache_name", first, "all", true))));
        for (String target : List.of(second, first, "nowhere")) {
            admin().header("If-Match", "*")
                    .body(Map.of("invalidates", List.of(Map.of("cache_name", target, "all", true))))
                    .patch(CONFIGURATIONS + first)
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", hasItem("/invalidates/0/cache_name"));
        }
        admin().get(CONFIGURATIONS + first).then().body("version", equalTo(1));
    }
}
