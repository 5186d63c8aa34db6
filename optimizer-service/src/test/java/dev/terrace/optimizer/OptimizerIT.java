package dev.terrace.optimizer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.events.AccessSample;
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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From samples on real Kafka to a curve and a recommendation over HTTP. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(GatewayForTests.class)
class OptimizerIT {
    private static final String PATH = "/api/admin/caching/optimizations/";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    EventSink sink;

    @Test
    void drawsTheCurveOfWhatTheGatewaySampled() {
        Traffic traffic = traffic("drawn", 64);
        traffic.reads(20_000, 3_000).forEach(sink::emit);
        JsonPath analysis = analyzed("drawn", 20_000);
        List<Float> sizes = analysis.getList("miss_ratio_curve.sizes", Float.class);
        List<Float> ratios = analysis.getList("miss_ratio_curve.miss_ratio", Float.class);
        assertTrue(sizes.size() >= 100);
        assertTrue(sizes.getLast() >= traffic.exact.keys());
        for (String array : List.of("bytes", "low", "high", "miss_ratio")) {
            assertEquals(
                    sizes.size(), analysis.getList("miss_ratio_curve." + array).size());
        }
        double error = 0;
        for (int i = 0; i < sizes.size(); i++) {
            error += Math.abs(
                    ratios.get(i) - traffic.exact.missRatio(sizes.get(i).longValue()));
        }
        assertTrue(error / sizes.size() < 0.001, "error " + error / sizes.size());
        double knee = analysis.getDouble("recommendations[0].objects");
        assertEquals(traffic.exact.knee(0.9), knee, 0.05 * knee);
    }

    @Test
    void comparesPoliciesOnTheSameAccesses() {
        Traffic traffic = traffic("compared", 64);
        traffic.reads(20_000, 3_000).forEach(sink::emit);
        JsonPath analysis = analyzed("compared", 20_000);
        Map<String, Map<String, List<Number>>> policies = analysis.getMap("policies");
        assertEquals(Set.of("lru", "fifo", "lfu", "arc", "two_q", "s3_fifo", "sieve", "w_tiny_lfu"), policies.keySet());
        policies.forEach((name, curve) ->
                assertEquals(curve.get("sizes").size(), curve.get("miss_ratio").size(), name));
        assertEquals(List.of(256, 512, 1024, 2048), policies.get("fifo").get("sizes"));
        double lru = traffic.exact.missRatio(256);
        assertTrue(policies.get("fifo").get("miss_ratio").getFirst().doubleValue() > lru);
        assertTrue(policies.get("s3_fifo").get("miss_ratio").getFirst().doubleValue() < lru);
        double aWeek = analysis.getList("ttl.miss_ratio", Float.class).getLast();
        assertEquals(traffic.exact.missRatio(traffic.exact.keys()), aWeek, 0.01);
    }

    @Test
    void countsNothingTwice() {
        Traffic traffic = traffic("twice", 64);
        List<AccessSample> samples = traffic.reads(5_000, 500);
        samples.forEach(sink::emit);
        samples.forEach(sink::emit);
        sink.emit(traffic.reads(1, 500).getFirst());
        analyzed("twice", 5_001);
    }

    @Test
    void recommendsTheSameUnderTheSameIdAndAppliesAndRollsBack() {
        Traffic traffic = traffic("applied", 64);
        traffic.reads(10_000, 2_000).forEach(sink::emit);
        JsonPath analysis = analyzed("applied", 10_000);
        String id = analysis.getString("recommendations[0].id");
        double wanted = analysis.getDouble("recommendations[0].change.memory_max_mb.to");
        assertEquals(64.0, analysis.getDouble("recommendations[0].change.memory_max_mb.from"));
        assertEquals(id, analyze("applied").extract().jsonPath().getString("recommendations[0].id"));
        operator()
                .get(PATH + "?cache_name=applied&status=proposed")
                .then()
                .statusCode(200)
                .body("items.id", contains(id));

        viewer().post(PATH + id + "/apply/").then().statusCode(403);
        assertEquals(64.0, GatewayForTests.memoryMaxMb("applied"));
        operator().post(PATH + id + "/apply/").then().statusCode(200).body("status", equalTo("applied"));
        assertEquals(wanted, GatewayForTests.memoryMaxMb("applied"));
        operator().post(PATH + id + "/apply").then().statusCode(409).contentType("application/problem+json");
        analyze("applied").body("recommendations", hasSize(0));

        operator().post(PATH + id + "/rollback").then().statusCode(200).body("status", equalTo("rolled_back"));
        assertEquals(64.0, GatewayForTests.memoryMaxMb("applied"));
        viewer().get(PATH + id).then().statusCode(200).body("status", equalTo("rolled_back"));
    }

    @Test
    void doesNotRepeatWhatWasDismissed() {
        traffic("dismissed", 64).reads(10_000, 2_000).forEach(sink::emit);
        String id = analyzed("dismissed", 10_000).getString("recommendations[0].id");
        operator().post(PATH + id + "/dismiss/").then().statusCode(200).body("status", equalTo("dismissed"));
        analyze("dismissed").body("recommendations", hasSize(0));
    }

    @Test
    void leavesAChangeProposedThatTheGatewayRefuses() {
        Traffic traffic = traffic("refused", 64);
        traffic.reads(5_000, 1_000).forEach(sink::emit);
        String id = analyzed("refused", 5_000).getString("recommendations[0].id");
        GatewayForTests.lacks("refused");
        operator().post(PATH + id + "/apply").then().statusCode(409);
        operator().get(PATH + id).then().body("status", equalTo("proposed"));
    }

    @Test
    void saysWhenThereIsNotEnoughToGoBy() {
        traffic("few", 64).reads(100, 20).forEach(sink::emit);
        analyzed("few", 100);
        analyze("few").body("recommendations", hasSize(0)).body("note", containsString("Not enough data"));
        traffic("untouched", 64);
        await().atMost(SOON).untilAsserted(() -> analyze("untouched", 200)
                .body("window", nullValue())
                .body("metrics", nullValue())
                .body("miss_ratio_curve", nullValue())
                .body("bottlenecks", hasSize(0)));
        analyze("unheard-of", 404);
    }

    @Test
    void sumsWindowsAndNamesBottlenecksAndHealth() {
        traffic("slow", 64);
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        for (int second = 0; second < 4; second++) {
            sink.emit(window("slow", minute.plusSeconds(second)));
        }
        await().atMost(SOON).untilAsserted(() -> analyze("slow").body("metrics.hits", equalTo(800)));
        analyze("slow").body("metrics.hit_ratio", equalTo(0.4f)).body("bottlenecks.kind", hasItem("low_hit_ratio"));
        viewer().get(PATH + "health_check/?cache_name=slow")
                .then()
                .statusCode(200)
                .body("status", equalTo("unhealthy"))
                .body("checks.cache_name", everyItem(equalTo("slow")))
                .body("checks.find { it.name == 'hit_ratio' }.status", equalTo("critical"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        given().post(PATH + "analyze/").then().statusCode(401).contentType("application/problem+json");
        operator().body("{\"cache_nme\": \"x\"}").post(PATH + "analyze/").then().statusCode(422);
        operator().body("{\"days\": 0}").post(PATH + "analyze").then().statusCode(422);
        operator().body("{").post(PATH + "analyze").then().statusCode(400);
        operator().get(PATH + "?status=odd").then().statusCode(422);
        operator().get(PATH + "opt-none").then().statusCode(404);
        operator().body("{}").post(PATH + "benchmark/").then().statusCode(422);
    }

    @Test
    void analysesByItself() {
        String schedules = "/api/admin/caching/schedules/";
        await().atMost(SOON).untilAsserted(() -> viewer().get(schedules)
                .then()
                .statusCode(200)
                .body("items.id", contains("analysis", "forecast")));
        operator().post(schedules + "analysis/pause").then().statusCode(200).body("status", equalTo("paused"));
        operator().post(schedules + "analysis/resume/").then().statusCode(200).body("status", equalTo("active"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> operator().post(schedules + "analysis/run").then().statusCode(200));
        operator().post(schedules + "other/run").then().statusCode(404);
    }

    /** Configured at the gateway and announced. */
    private Traffic traffic(String cacheName, int memoryMaxMb) {
        GatewayForTests.has(cacheName, memoryMaxMb);
        Map<String, Object> fields = Map.of("name", cacheName, "memory_max_mb", memoryMaxMb);
        sink.emit(new Configured(cacheName, 1, false, fields, "admin", Instant.now()));
        return new Traffic(cacheName, "node-1", Instant.now(), cacheName.hashCode());
    }

    private JsonPath analyzed(String cacheName, int reads) {
        await().atMost(SOON).untilAsserted(() -> analyze(cacheName, 200).body("window.reads", equalTo(reads)));
        return analyze(cacheName).extract().jsonPath();
    }

    private ValidatableResponse analyze(String cacheName) {
        return analyze(cacheName, 200);
    }

    private ValidatableResponse analyze(String cacheName, int status) {
        return viewer().body(Map.of("cache_name", cacheName, "days", 1))
                .post(PATH + "analyze/")
                .then()
                .statusCode(status);
    }

    private static CacheWindow window(String cacheName, Instant start) {
        return new CacheWindow(
                "node-1", cacheName, start, 1, 200, 300, 0, 0, 0, 0, 0, 0, 200_000, 0, Latency.NONE, List.of(), null);
    }

    private static RequestSpecification operator() {
        return with(token("TERRACE_ADMIN_TOKEN_FILE"));
    }

    private static RequestSpecification viewer() {
        TokenIssuer issuer = new TokenIssuer(
                Pem.privateKey(LocalStack.environment().get("TERRACE_JWT_PRIVATE_KEY_FILE")), InstantSource.system());
        return with(issuer.issue(new Caller("ann", Role.VIEWER, Set.of()), 60));
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    private static String token(String file) {
        try {
            return Files.readString(Path.of(LocalStack.environment().get(file))).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
