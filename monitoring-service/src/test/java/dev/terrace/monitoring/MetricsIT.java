package dev.terrace.monitoring;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.Topic;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.history.Span;
import dev.terrace.monitoring.store.Rollups;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class MetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject
    MovedClock clock;

    @Inject
    Recent recent;

    @Inject
    Rollups rollups;

    private final Broker broker = new Broker();
    private final String cache = "m-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void closes() throws Exception {
        broker.close();
    }

    /** Twenty seconds of two nodes that end four seconds ago, 9 hits and 1 miss each. */
    private long traffic() {
        long end = clock.instant().getEpochSecond() - 4;
        broker.raw(Topic.WINDOW, cache, "no json".getBytes(StandardCharsets.UTF_8));
        for (String node : new String[] {"n1", "n2"}) {
            for (long second = end - 20; second < end; second++) {
                var window = new Traffic(node, cache).second(Instant.ofEpochSecond(second), 9, 1);
                broker.send(window);
                broker.send(window);
            }
        }
        await().atMost(LIMIT).until(() -> recent.over(cache, end - 20, end)
                .filter(a -> a.windows() == 40)
                .isPresent());
        return end;
    }

    @Test
    void theSummaryIsTheTruthOverNodes() {
        traffic();
        for (String path : new String[] {"/metrics/summary/", "/metrics/summary"}) {
            Tokens.as(Role.VIEWER)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("overall.hit_ratio", notNullValue())
                    .body("overall.health_parts.name", hasItems("hit_ratio", "error_rate"))
                    .body("caches.cache_name", hasItem(cache))
                    .rootPath("caches.find { it.cache_name == '" + cache + "' }")
                    .body("hit_ratio", equalTo(0.9f))
                    .body("requests", equalTo(400))
                    .body("response_ms.p99", equalTo(0.501f))
                    .body("memory_used_percent", equalTo(10.0f))
                    .body("status", equalTo("healthy"))
                    .body("tiers[0].tier", equalTo("memory"))
                    .body("tiers[0].bytes", equalTo(200))
                    .body("tiers[0].breaker", equalTo("closed"));
        }
    }

    @Test
    void seriesHaveSecondsFromMemoryAndNullInGaps() {
        long end = traffic();
        Tokens.as(Role.VIEWER)
                .queryParam("cache_name", cache)
                .queryParam("metric", "hit_ratio")
                .queryParam("from", Instant.ofEpochSecond(end - 22).toString())
                .queryParam("to", Instant.ofEpochSecond(end).toString())
                .queryParam("step", "1")
                .get("/metrics/")
                .then()
                .statusCode(200)
                .body("items.tier", contains(null, "memory"))
                .body("items[0].unit", equalTo("ratio"))
                .body("items[0].points", hasSize(22))
                .body(
                        "items[0].points[0]",
                        contains(Instant.ofEpochSecond(end - 22).toString(), null))
                .body("items[0].points[2][1]", equalTo(0.9f))
                .body("next_cursor", equalTo(null));
    }

    @Test
    void olderSeriesComeFromTheDatabase() {
        long end = traffic();
        clock.advance(120);
        await().atMost(LIMIT).until(() -> keptRequests(end) == 400);
        // Beyond what memory holds, so that only the rollups can tell.
        clock.advance(1000);
        float sum = 0;
        for (Object value : kept(end).getList("items.find { it.tier == null }.points.collect { it[1] }")) {
            sum += value == null ? 0 : ((Number) value).floatValue();
        }
        assertEquals(400, sum);
    }

    private long keptRequests(long end) {
        Span span = new Span(end - 60, end + 60, 10);
        return rollups.read(Resolution.TEN_SECONDS, span, end + 60, cache, false).await().atMost(LIMIT).stream()
                .mapToLong(bucket -> bucket.figures().totals().requests())
                .sum();
    }

    private io.restassured.path.json.JsonPath kept(long end) {
        return Tokens.as(Role.VIEWER)
                .queryParam("cache_name", cache)
                .queryParam("metric", "requests")
                .queryParam("from", Instant.ofEpochSecond(end - 60).toString())
                .queryParam("to", Instant.ofEpochSecond(end + 60).toString())
                .queryParam("step", "10")
                .get("/metrics/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics/?metric=nonsense",
                "metrics/?tier=attic",
                "metrics/?from=yesterday",
                "metrics/?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "metrics/?from=2999-01-01T00:00:00Z",
                "metrics/?from=1970-01-01T00:00:00Z",
                "metrics/?step=-1",
                "metrics/?step=0",
                "metrics/?step=often",
                "metrics/?limit=0",
                "metrics/?cursor=%21",
                "alerts/?status=sad",
                "alerts/?severity=sad",
                "alerts/?limit=501",
                "alerts/?cursor=bm90aGluZw"
            })
    void refusesWhatMakesNoSense(String path) {
        Tokens.as(Role.VIEWER)
                .urlEncodingEnabled(false)
                .get("/" + path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors", hasSize(greaterThanOrEqualTo(1)));
    }

    @Test
    void nothingIsOpenAndRolesAreKept() {
        RestAssured.get("/api/admin/caching/alerts/").then().statusCode(401).contentType("application/problem+json");
        RestAssured.get("/api/admin/caching/metrics/stream").then().statusCode(401);
        Tokens.as(Role.VIEWER).get("/audit/").then().statusCode(403);
        Tokens.as(Role.OPERATOR).post("/cleanup/").then().statusCode(403);
        Tokens.as(Role.VIEWER).get("/alerts/alert-none/").then().statusCode(404);
        Tokens.as(Role.VIEWER).get("/alert_rules/").then().statusCode(200).body("items", hasSize(3));
        Tokens.as(Role.VIEWER)
                .get("/alert_rules/hit-ratio/")
                .then()
                .statusCode(200)
                .body("levels.critical", equalTo(0.5f), "op", equalTo("<"));
        RestAssured.get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void cleanupTellsWhatItWouldDropAndDropsNothingOfToday() {
        Tokens.as(Role.ADMIN)
                .contentType("application/json")
                .body("{\"days\": 1, \"metrics_only\": true, \"dry_run\": true}")
                .post("/cleanup/")
                .then()
                .statusCode(200)
                .body("dropped.partition", not(hasItem(startsWith("metric_10s_" + Year.now(ZoneOffset.UTC)))));
        Tokens.as(Role.ADMIN).noContentType().post("/cleanup").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"days\": 0}", "{\"day\": 3}", "{\"days\": \"many\"}", "{\"dry_run\": \"perhaps\"}"})
    void cleanupRefusesWhatMakesNoSense(String body) {
        Tokens.as(Role.ADMIN)
                .contentType("application/json")
                .body(body)
                .post("/cleanup/")
                .then()
                .statusCode(422);
    }

    @Test
    void aCallerSeesOnlyTheCachesOfTheToken() throws Exception {
        traffic();
        Tokens.as(Role.VIEWER, "other")
                .get("/metrics/summary/")
                .then()
                .statusCode(200)
                .body("caches.cache_name", not(hasItem(cache)));
        try (Follower all = Follower.start(Tokens.token(Role.VIEWER));
                Follower few = Follower.start(Tokens.token(Role.VIEWER, "other"))) {
            assertTrue(all.contentType().startsWith("text/event-stream"));
            await().atMost(LIMIT)
                    .until(() -> all.snapshots().size() >= 2 && !few.snapshots().isEmpty());
            assertTrue(all.newest().getList("caches.cache_name").contains(cache));
            assertTrue(few.newest().getList("caches").isEmpty());
            assertTrue(all.newest().getString("at").startsWith("20"));
        }
    }
}
