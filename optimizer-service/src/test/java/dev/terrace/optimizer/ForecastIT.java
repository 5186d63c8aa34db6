package dev.terrace.optimizer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.CacheWindow;
import dev.terrace.events.Configured;
import dev.terrace.events.EventSink;
import dev.terrace.events.Latency;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Pem;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.security.TokenIssuer;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From windows on real Kafka to forecasts over HTTP. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(GatewayForTests.class)
class ForecastIT {
    private static final String PATH = "/api/admin/caching/forecasts/";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PAST_MINUTES = 240;
    private static final long A_MINUTE = 1_000_000;
    private static final long FULL = (PAST_MINUTES + 120) * A_MINUTE;

    @Inject
    EventSink sink;

    @Test
    void saysWhenAFillingTierWillBeFull() {
        fill("filling");
        JsonPath memory = forecast("filling", "memory", "24h");
        assertEquals("damped_trend", memory.getString("model"));
        assertTrue(memory.getDouble("error") < 0.5, "error " + memory.getDouble("error"));
        assertEquals(288, memory.getList("points").size());
        assertEquals(List.of("memory_full"), memory.getList("events.kind"));
        Instant full = Instant.parse(memory.getString("events[0].at"));
        assertEquals(120, Duration.between(Instant.now(), full).toMinutes(), 25);
        List<Number> lows = memory.getList("points.low");
        List<Number> highs = memory.getList("points.high");
        assertTrue(lows.getFirst().doubleValue() <= highs.getFirst().doubleValue());
        assertEquals(null, lows.getLast(), "too few residuals a day ahead");

        viewer().get(PATH + "?cache_name=filling&horizon=1h")
                .then()
                .statusCode(200)
                .body("metric", equalTo("requests"))
                .body("points", hasSize(60))
                .body("points[0].value", equalTo(10f))
                .body("events", empty());
        JsonPath hits = forecast("filling", "hit_ratio", "7d");
        assertEquals(0.75, hits.getDouble("points[0].value"), 1e-6);
        assertEquals(List.of("hit_ratio_low"), hits.getList("events.kind"));
    }

    @Test
    void analyzeAnswersTheSame() {
        fill("foreseen");
        JsonPath analysis = viewer().body(Map.of("cache_name", "foreseen", "days", 1))
                .post("/api/admin/caching/optimizations/analyze/")
                .then()
                .statusCode(200)
                .body("forecast.horizon_seconds", equalTo(86_400))
                .body("forecast.metrics.requests.points", hasSize(288))
                .body("forecast.events.kind", contains("hit_ratio_low", "memory_full"))
                .extract()
                .jsonPath();
        JsonPath memory = forecast("foreseen", "memory", "24h");
        assertEquals(memory.getString("model"), analysis.getString("forecast.metrics.memory.model"));
        viewer().body("{}")
                .post("/api/admin/caching/optimizations/analyze/")
                .then()
                .statusCode(200)
                .body("items.find { it.cache_name == 'foreseen' }.forecast.metrics.size()", equalTo(5));
    }

    @Test
    void forecastsByItself() {
        fill("scheduled");
        viewer().body("{}")
                .post("/api/admin/caching/optimizations/analyze/")
                .then()
                .body("items.find { it.cache_name == 'scheduled' }.forecast.metrics.memory.points", hasSize(288));
    }

    @Test
    void analyzeNamesWhatWasOdd() {
        configured("odd");
        Instant first = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(40));
        Instant broke = first.plus(Duration.ofHours(39));
        Random random = new Random(1);
        int emitted = 0;
        for (int minute = 0; minute < 40 * 60; minute++) {
            Instant start = first.plus(Duration.ofMinutes(minute));
            long hits = (start.isBefore(broke) ? 480 : 200) + random.nextInt(10);
            if (minute % 5 < 3) {
                sink.emit(reads("odd", start, hits, 600 - hits));
                emitted++;
            }
        }
        int reads = 600 * emitted;
        await().atMost(SOON.multipliedBy(3)).untilAsserted(() -> {
            JsonPath sums = analysis("odd");
            assertNotNull(sums.get("metrics"));
            assertEquals(reads, sums.getInt("metrics.hits") + sums.getInt("metrics.misses"));
        });
        renew();
        JsonPath odd = analysis("odd");
        assertEquals("hit_ratio", odd.getString("anomalies[-1].metric"));
        assertEquals("down", odd.getString("anomalies[-1].direction"));
        assertTrue(odd.getDouble("anomalies[-1].magnitude") > 4);
        Instant at = Instant.parse(odd.getString("anomalies[-1].at"));
        assertTrue(Duration.between(broke, at).abs().toMinutes() <= 10, "at " + at + " instead of " + broke);
    }

    @Test
    void saysNothingOfWhatWasNeverMeasured() {
        configured("unmeasured");
        await().atMost(SOON).untilAsserted(() -> viewer().get(PATH + "?cache_name=unmeasured")
                .then()
                .statusCode(200)
                .body("points", empty())
                .body("model", equalTo("none"))
                .body("error", nullValue()));
    }

    @Test
    void refusesWhatMakesNoSense() {
        configured("asked");
        await().atMost(SOON)
                .untilAsserted(
                        () -> viewer().get(PATH + "?cache_name=asked").then().statusCode(200));
        given().get(PATH + "?cache_name=asked").then().statusCode(401);
        viewer().get(PATH).then().statusCode(422).body("errors[0].pointer", equalTo("/cache_name"));
        viewer().get(PATH + "?cache_name=nobody").then().statusCode(404).contentType("application/problem+json");
        viewer().get(PATH + "?cache_name=asked&metric=luck")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/metric"));
        for (String horizon : new String[] {"8d", "0h", "soon", "1m"}) {
            viewer().get(PATH + "?cache_name=asked&horizon=" + horizon)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/horizon"));
        }
    }

    private void configured(String cacheName) {
        GatewayForTests.has(cacheName, 64);
        Map<String, Object> fields = Map.of("name", cacheName, "memory_max_mb", 64);
        sink.emit(new Configured(cacheName, 1, false, fields, "admin", Instant.now()));
    }

    /** Four hours of ten requests a second, three in four of them hits, into a memory tier that grows evenly. */
    private void fill(String cacheName) {
        configured(cacheName);
        Instant first = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(PAST_MINUTES));
        for (int minute = 0; minute < PAST_MINUTES; minute++) {
            sink.emit(window(cacheName, first.plus(Duration.ofMinutes(minute)), minute * A_MINUTE));
        }
        await().atMost(SOON).untilAsserted(() -> viewer().body(Map.of("cache_name", cacheName, "days", 1))
                .post("/api/admin/caching/optimizations/analyze/")
                .then()
                .body("metrics.hits", equalTo(450 * PAST_MINUTES)));
        // What was kept meanwhile was made of a part of it.
        renew();
    }

    private static void renew() {
        await().atMost(SOON).untilAsserted(() -> with(Role.OPERATOR)
                .post("/api/admin/caching/schedules/forecast/run")
                .then()
                .statusCode(200)
                .body("kind", equalTo("forecast"))
                .body("every", equalTo("15m")));
    }

    private static JsonPath analysis(String cacheName) {
        return viewer().body(Map.of("cache_name", cacheName, "days", 3))
                .post("/api/admin/caching/optimizations/analyze/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static CacheWindow reads(String cacheName, Instant start, long hits, long misses) {
        return new CacheWindow(
                "node-1", cacheName, start, 60, hits, misses, 0, 0, 0, 0, 0, 0, 0, 0, Latency.NONE, List.of(), null);
    }

    private static CacheWindow window(String cacheName, Instant start, long bytes) {
        CacheWindow.TierWindow memory = new CacheWindow.TierWindow(
                "memory", 450, 150, 0, 150, 0, 0, 0, bytes / 1_000, bytes, FULL, "closed", Latency.NONE);
        return new CacheWindow(
                "node-1",
                cacheName,
                start,
                60,
                450,
                150,
                0,
                0,
                0,
                0,
                150,
                0,
                0,
                0,
                Latency.NONE,
                List.of(memory),
                null);
    }

    private static JsonPath forecast(String cacheName, String metric, String horizon) {
        return viewer().get(PATH + "?cache_name=" + cacheName + "&metric=" + metric + "&horizon=" + horizon)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification viewer() {
        return with(Role.VIEWER);
    }

    private static RequestSpecification with(Role role) {
        TokenIssuer issuer = new TokenIssuer(
                Pem.privateKey(LocalStack.environment().get("TERRACE_JWT_PRIVATE_KEY_FILE")), InstantSource.system());
        return given().header("Authorization", "Bearer " + issuer.issue(new Caller("ann", role, Set.of()), 60))
                .contentType(ContentType.JSON);
    }
}
