package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Invalidating and warming, as callers do it. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class DroppingIT {
    private static final String INVALIDATE = BASE + "invalidations/invalidate_keys/";
    private static final String WARM = BASE + "warming/warm_keys/";

    @Test
    void invalidatesAndWritesDownWhoAndWhy() {
        String name = cache();
        String id = admin().body(
                        Map.of("cache_name", name, "keys", List.of("user:1"), "cdn", true, "reason", "sold out"))
                .post(INVALIDATE)
                .then()
                .statusCode(200)
                .body("position", notNullValue())
                .body("keys", equalTo(1))
                .body("cdn.requested", equalTo(true))
                .extract()
                .path("id");
        admin().get(BASE + "invalidations/?cache_name=" + name)
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body("items[0].reason", equalTo("sold out"))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].keys", contains("user:1"));
    }

    @Test
    void saysWhatItWouldDropWithoutDroppingIt() {
        String name = cache();
        admin().body(Map.of("cache_name", name, "all", true, "dry_run", true))
                .post(INVALIDATE)
                .then()
                .statusCode(200)
                .body("cdn.status", equalTo("dry_run"));
        admin().get(BASE + "invalidations/?cache_name=" + name).then().body("items.size()", equalTo(0));
    }

    @Test
    void refusesAnInvalidationThatMakesNoSense() {
        String name = cache();
        for (Map<String, Object> bad : List.<Map<String, Object>>of(
                Map.of("cache_name", name),
                Map.of("all", true),
                Map.of("cache_name", name, "keys", List.of("k".repeat(1025))),
                Map.of("cache_name", name, "urls", List.of("/a")),
                Map.of("cache_name", name, "all", true, "at", "2130-01-01T00:00:00Z"),
                Map.of("cache_name", name, "every", true))) {
            admin().body(bad).post(INVALIDATE).then().statusCode(422).contentType("application/problem+json");
        }
        admin().body(Map.of("cache_name", freshName(), "all", true))
                .post(INVALIDATE)
                .then()
                .statusCode(404);
        admin().body(Map.of("version", 1, "is_active", false))
                .patch(BASE + "configurations/" + name)
                .then()
                .statusCode(200);
        admin().body(Map.of("cache_name", name, "all", true))
                .post(INVALIDATE)
                .then()
                .statusCode(409);
    }

    @Test
    void warmsWithWhatIsBroughtAndShowsTheJob() {
        String name = cache();
        String value = Base64.getEncoder().encodeToString("v".getBytes(StandardCharsets.UTF_8));
        String location = admin().body(Map.of(
                        "cache_name",
                        name,
                        "source",
                        "entries",
                        "entries",
                        List.of(Map.of("key", "a", "value", value), Map.of("key", "b", "value", value, "ttl", 5))))
                .post(WARM)
                .then()
                .statusCode(202)
                .header("Location", startsWith("/api/admin/caching/jobs/gw-"))
                .body("total", equalTo(2))
                .extract()
                .header("Location");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin().get(location)
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"))
                .body("progress", equalTo(1.0f))
                .body("result.warmed", equalTo(2)));
        admin().get(BASE + "jobs/").then().statusCode(200).body("items.id", hasItem(location.replaceAll(".*/", "")));
        String events = admin().accept("text/event-stream")
                .get(location + "/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        org.junit.jupiter.api.Assertions.assertTrue(events.contains("\"status\":\"succeeded\""), events);
    }

    @Test
    void cancelsAJob() {
        String name = cache();
        String value = Base64.getEncoder().encodeToString(new byte[] {1});
        List<Map<String, String>> entries = java.util.stream.IntStream.range(0, 2000)
                .mapToObj(i -> Map.of("key", "k" + i, "value", value))
                .toList();
        String location = admin().body(Map.of("cache_name", name, "entries", entries, "rate_per_second", 20))
                .post(WARM)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        admin().delete(location).then().statusCode(204);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin().get(location)
                .then()
                .body("status", equalTo("cancelled"))
                .body("result.warmed", greaterThan(0)));
    }

    @Test
    void refusesWarmingWithNoWayToLoad() {
        String name = cache();
        admin().body(Map.of("cache_name", name, "keys", List.of("a")))
                .post(WARM)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/source"));
        admin().body(Map.of("cache_name", name, "entries", List.of(Map.of("key", "a", "value", "?"))))
                .post(WARM)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/entries/0/value"));
        admin().body(Map.of("cache_name", freshName(), "keys", List.of("a")))
                .post(WARM)
                .then()
                .statusCode(404);
        admin().get(BASE + "jobs/gw-nobody").then().statusCode(404);
    }

    @Test
    void showsStatistics() {
        String name = cache();
        admin().get(BASE + "configurations/" + name + "/stats/?window=5m")
                .then()
                .statusCode(200)
                .body("cache_name", equalTo(name))
                .body("window", equalTo("5m"))
                .body("by_tier.tier", contains("memory"));
        admin().get(BASE + "configurations/" + name + "/stats?window=long")
                .then()
                .statusCode(422);
        admin().get(BASE + "configurations/" + Admin.freshName() + "/stats/")
                .then()
                .statusCode(404);
    }
}
