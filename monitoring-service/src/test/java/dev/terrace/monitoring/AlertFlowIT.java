package dev.terrace.monitoring;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.Alerted;
import dev.terrace.events.Invalidated;
import dev.terrace.events.Topic;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.monitoring.history.Recent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hit ratio made bad and good again, as seen through Kafka, PostgreSQL, the API and the stream. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class AlertFlowIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject
    MovedClock clock;

    @Inject
    Recent recent;

    private final Broker broker = new Broker();
    private final String cache = "shop-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void closes() throws Exception {
        broker.close();
    }

    /** Windows of the last seconds, from a node of their own; waits until they have arrived. */
    private void past(String node, int seconds, LongFunction<dev.terrace.events.CacheWindow> window) {
        long now = clock.instant().getEpochSecond();
        for (long second = now - seconds; second < now; second++) {
            broker.send(window.apply(second));
        }
        await().atMost(LIMIT).until(() -> recent.over(cache, now - 1, now)
                .filter(a -> a.windows() >= 1)
                .isPresent());
        assertTrue(recent.caches().contains(cache), node);
    }

    private void bad(int seconds) {
        Traffic gateway = new Traffic("gateway-1", cache);
        past("gateway-1", seconds, s -> gateway.second(Instant.ofEpochSecond(s), 0, 100));
    }

    private void good(String node, int seconds) {
        Traffic gateway = new Traffic(node, cache);
        past(node, seconds, s -> gateway.second(Instant.ofEpochSecond(s), 5000, 0));
        long now = clock.instant().getEpochSecond();
        await().atMost(LIMIT)
                .until(() ->
                        recent.over(cache, now - 1, now).orElseThrow().totals().hits() >= 5000);
    }

    private JsonPath alert() {
        return Tokens.as(Role.VIEWER)
                .queryParam("cache_name", cache)
                .get("/alerts/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void untilStatus(String status) {
        await().atMost(LIMIT).untilAsserted(() -> assertEquals(List.of(status), alert().getList("items.status")));
    }

    private List<Alerted> told(Broker.Reader topic) throws Exception {
        return topic.all().stream()
                .map(Alerted.class::cast)
                .filter(event -> cache.equals(event.cacheName()))
                .toList();
    }

    @Test
    void firesAndResolvesItselfInSightOfAll() throws Exception {
        try (Follower follower = Follower.start(Tokens.token(Role.VIEWER))) {
            bad(20);
            clock.advance(6);
            untilStatus("firing");
            assertEquals("critical", alert().getString("items[0].severity"));
            assertEquals("hit_ratio", alert().getString("items[0].metric"));
            assertEquals(0f, alert().getFloat("items[0].value"));
            await().atMost(LIMIT)
                    .until(() -> follower.newest().getList("alerts.cache_name").contains(cache));

            good("gateway-2", 26);
            clock.advance(1);
            untilStatus("recovering");
            for (int i = 0; i < 3; i++) {
                clock.advance(10);
                good("gateway-2", 10);
            }
            clock.advance(2);
            untilStatus("resolved");
            JsonPath end = alert();
            assertEquals("auto", end.getString("items[0].resolution.how"));
            assertTrue(end.getFloat("items[0].resolution.value") >= 0.8);
            assertTrue(end.getInt("items[0].resolution.duration_seconds") >= 30);
            await().atMost(LIMIT)
                    .until(() -> !follower.newest().getList("alerts.cache_name").contains(cache));
        }
        Broker.Reader topic = broker.reader(Topic.ALERT);
        await().atMost(LIMIT).until(() -> told(topic).stream()
                .anyMatch(event -> event.status().equals("resolved")));
        List<Alerted> told = told(topic);
        assertEquals(
                List.of("pending", "firing", "recovering", "resolved"),
                told.stream().map(Alerted::status).distinct().toList());
        assertEquals(1, told.stream().map(Alerted::id).distinct().count());
        assertEquals("auto", told.getLast().resolution().get("how"));
    }

    @Test
    void aPersonTakesItUpAndEndsIt() throws Exception {
        broker.send(new Invalidated(
                "i1",
                cache,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                true,
                false,
                false,
                null,
                "bob",
                null,
                clock.instant().minusSeconds(30)));
        bad(20);
        clock.advance(6);
        untilStatus("firing");
        assertEquals("invalidation", alert().getString("items[0].cause.kind"));
        String path = "/alerts/" + alert().getString("items[0].id");
        takesUpAndEnds(path);
        clock.advance(1);
        bad(5);
        clock.advance(8);
        Tokens.as(Role.OPERATOR).noContentType().post(path + "/resolve/").then().statusCode(409);
        assertEquals(1, alert().getList("items").size());
        await().atMost(LIMIT).untilAsserted(() -> Tokens.as(Role.AUDITOR)
                .queryParam("resource", path.substring(1).replace("alerts/", "alert/"))
                .get("/audit/")
                .then()
                .statusCode(200)
                .body("items.action", hasItem("alert.resolve")));
    }

    private static void takesUpAndEnds(String path) {
        Tokens.as(Role.VIEWER).post(path + "/acknowledge/").then().statusCode(403);
        Tokens.as(Role.OPERATOR)
                .contentType("application/json")
                .body("{\"reason\": \"on it\"}")
                .post(path + "/acknowledge/")
                .then()
                .statusCode(200)
                .body("status", equalTo("acknowledged"), "acknowledged_by", equalTo("operator"));
        Tokens.as(Role.OPERATOR)
                .noContentType()
                .post(path + "/acknowledge")
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
        Tokens.as(Role.OPERATOR)
                .contentType("application/json")
                .body("{\"because\": \"x\"}")
                .post(path + "/resolve/")
                .then()
                .statusCode(422);
        Tokens.as(Role.OPERATOR)
                .contentType("application/json")
                .body("{\"reason\": \"known\"}")
                .post(path + "/resolve/")
                .then()
                .statusCode(200)
                .body("resolution.how", equalTo("manual"), "resolution.by", equalTo("operator"));
    }
}
