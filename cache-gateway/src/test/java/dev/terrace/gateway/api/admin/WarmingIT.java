package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.gateway.Neighbours;
import dev.terrace.gateway.warming.kept.KeptJobs;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kept warming jobs, sources and hot keys, as callers meet them. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class WarmingIT {
    private static final String WARMING = BASE + "warming/";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static String origin;

    @Inject
    KeptJobs kept;

    @Inject
    Pool pool;

    @BeforeAll
    static void serve() {
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(request -> {
                    ASKED.add(request.path());
                    request.response().end("of " + request.path());
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        origin = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void keepsChangesRunsAndForgetsAJob() {
        String cache = cacheWithOrigin();
        Map<String, Object> body = job(cache, Map.of("keys", List.of("a", "b"), "schedule", "0 3 * * *"));
        String at = admin().body(body)
                .post(WARMING)
                .then()
                .statusCode(201)
                .body("source", equalTo("origin"))
                .body("schedule", equalTo("0 3 * * *"))
                .body("is_active", equalTo(true))
                .body("last_run", nullValue())
                .body("next_run_at", notNullValue())
                .extract()
                .header("Location");
        admin().body(body).post(WARMING).then().statusCode(409);
        admin().get(WARMING + "?limit=500").then().statusCode(200).body("items.name", hasItem(body.get("name")));
        admin().body(Map.of("concurrency", 2, "is_active", false))
                .patch(at)
                .then()
                .statusCode(200)
                .body("concurrency", equalTo(2))
                .body("next_run_at", nullValue());
        String run =
                admin().post(at + "execute/").then().statusCode(202).extract().header("Location");
        ended(run)
                .body("status", equalTo("succeeded"))
                .body("result.warmed", equalTo(2))
                .body("total", equalTo(2));
        admin().get(at).then().body("last_run.status", equalTo("succeeded")).body("last_run.result.warmed", equalTo(2));
        get(cache, "a").body(equalTo("of /" + cache + "/a"));
        admin().delete(at).then().statusCode(204);
        admin().get(at).then().statusCode(404);
        admin().post(at + "execute/").then().statusCode(404);
    }

    @Test
    void refusesWhatMakesNoSense() {
        String cache = cacheWithOrigin();
        refused(job(cache, Map.of("keys", List.of("a"), "schedule", "at three")), "/schedule");
        refused(job(cache, Map.of("keys", List.of("a"), "schedule", "0 0 31 2 *")), "/schedule");
        refused(job(cache, Map.of("keys", List.of("a"), "time_zone", "Moon")), "/time_zone");
        refused(job(cache, Map.of("keys", List.of("a"), "concurrency", 0)), "/concurrency");
        refused(job(cache, Map.of()), "/keys");
        refused(job(cache, Map.of("keys", List.of("a"), "source", "hearsay")), "/source");
        refused(job(cache, Map.of("keys", List.of("a"), "colour", "red")), "/colour");
        refused(job(freshName(), Map.of("keys", List.of("a"))), "/cache_name");
        refused(job(cache(), Map.of("keys", List.of("a"))), "/source");
    }

    /** Many gateways look at once; a due run is taken by one of them, and one that was missed is made up once. */
    @Test
    void aDueRunIsTakenOnce() {
        String cache = cacheWithOrigin();
        int id = admin().body(job(cache, Map.of("keys", List.of("once"), "schedule", "0 3 * * *")))
                .post(WARMING)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        sql("UPDATE gateway.warming SET next_run_at = now() - interval '3 hours' WHERE id = $1", Tuple.of((long) id));
        IntStream.range(0, 8).parallel().forEach(i -> kept.due().await().atMost(Duration.ofSeconds(20)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(1, runs(cache)));
        admin().get(WARMING + id + "/").then().body("last_run.kind", equalTo("warming"));
    }

    @Test
    void aScheduledRunWarmsByItself() {
        String cache = cacheWithOrigin();
        int id = admin().body(
                        job(cache, Map.of("keys", List.of("k"), "schedule", "0 3 * * *", "time_zone", "Europe/Berlin")))
                .post(WARMING)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        sql("UPDATE gateway.warming SET next_run_at = now() WHERE id = $1", Tuple.of((long) id));
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin().get(WARMING + id + "/")
                .then()
                .body("last_run.status", equalTo("succeeded"))
                .body("last_run.result.warmed", equalTo(1)));
    }

    @Test
    void givesUpTheJobsOfANodeThatIsGone() {
        String id = "gw-" + freshName();
        sql(
                "INSERT INTO gateway.job (id, kind, cache_name, status, done, total, actor, created_at, started_at,"
                        + " touched_at) VALUES ($1, 'warming', 'gone', 'running', 0, 5, 't', now(), now(), now() - interval '1 minute')",
                Tuple.of(id));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> count(
                                "SELECT count(*) FROM gateway.job WHERE id = $1 AND status = 'failed' AND finished_at IS NOT NULL",
                                id)
                        == 1);
    }

    @Test
    void warmsFromAnAccessLogHotKeysAndAPattern() {
        String cache = cacheWithOrigin();
        String log = "time,key,status\n1,x:1,200\n2,x:2,200\n3,x:2,200\n4,,200\n";
        warm(Map.of("cache_name", cache, "source", "access_log", "access_log", log, "limit", 1))
                .body("result.warmed", equalTo(1));
        get(cache, "x:2").header("Cache-Status", org.hamcrest.Matchers.containsString("hit"));
        IntStream.range(0, 60).forEach(i -> get(cache, "hot"));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> admin().get(
                        BASE + "configurations/" + cache + "/hot_keys/?limit=5")
                .then()
                .statusCode(200)
                .body("items[0].key", equalTo("hot"))
                .body("items[0].share", greaterThan(0.5f))
                .body("items.rate", everyItem(greaterThan(0f)))
                .body("window_seconds", equalTo(60)));
        warm(Map.of("cache_name", cache, "source", "hot_keys")).body("result.already", greaterThan(0));
        warm(Map.of("cache_name", cache, "source", "origin", "pattern", "x:*")).body("total", equalTo(1));
        warm(Map.of("cache_name", cache, "source", "access_log")).body("result.warmed", greaterThan(1));
    }

    /** An invalidation that comes while values are being brought wins over those that are not there yet. */
    @Test
    void anInvalidationWhileItWarmsWins() {
        String cache = cache();
        List<Map<String, String>> entries = IntStream.range(0, 40)
                .mapToObj(i -> Map.of("key", "k" + i, "value", "dg=="))
                .toList();
        String run = admin().body(Map.of("cache_name", cache, "entries", entries, "rate_per_second", 10))
                .post(WARMING + "warm_keys/")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        admin().body(Map.of("cache_name", cache, "keys", List.of("k39")))
                .post(BASE + "invalidations/invalidate_keys/")
                .then()
                .statusCode(200);
        ended(run).body("result.warmed", equalTo(39)).body("result.refused", equalTo(1));
        admin().get("/api/cache/" + cache + "/k39").then().statusCode(404);
        get(cache, "k38");
    }

    @Test
    void aTtlCountsForWhatTheOriginBrings() {
        String cache = cacheWithOrigin();
        warm(Map.of("cache_name", cache, "keys", List.of("short"), "ttl", 60)).body("result.warmed", equalTo(1));
        admin().get("/api/cache/" + cache + "/short?explain=true")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("hit"))
                .body("ttl", lessThanOrEqualTo(60));
        refusedWarm(Map.of("cache_name", cache, "keys", List.of("a"), "origin", Map.of()), "/origin");
        refusedWarm(Map.of("cache_name", cache, "source", "access_log", "access_log", "\n"), "/access_log");
        refusedWarm(Map.of("cache_name", cache(), "source", "hot_keys"), "/source");
    }

    private static io.restassured.response.ValidatableResponse warm(Map<String, Object> body) {
        String run = admin().body(body)
                .post(WARMING + "warm_keys/")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return ended(run).body("status", equalTo("succeeded"));
    }

    private static void refusedWarm(Map<String, Object> body, String pointer) {
        admin().body(body)
                .post(WARMING + "warm_keys/")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems(pointer));
    }

    private static void refused(Map<String, Object> body, String pointer) {
        admin().body(body).post(WARMING).then().statusCode(422).body("errors.pointer", hasItems(pointer));
    }

    private static io.restassured.response.ValidatableResponse ended(String run) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> admin().get(run).path("finished_at") != null);
        return admin().get(run).then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse get(String cache, String key) {
        return admin().get("/api/cache/" + cache + "/" + key).then().statusCode(200);
    }

    private static Map<String, Object> job(String cache, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("name", freshName(), "cache_name", cache));
        body.putAll(more);
        return body;
    }

    private static String cacheWithOrigin() {
        String name = freshName();
        admin().body(Map.of(
                        "name",
                        name,
                        "cache_type",
                        "memory",
                        "origin",
                        Map.of("type", "http", "url_template", origin + "/" + name + "/{key}")))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    private long runs(String cache) {
        return count("SELECT count(*) FROM gateway.job WHERE cache_name = $1", cache);
    }

    private long count(String query, String of) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(of))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void sql(String statement, Tuple row) {
        Uni<?> done = pool.preparedQuery(statement).execute(row);
        done.await().atMost(Duration.ofSeconds(10));
    }
}
