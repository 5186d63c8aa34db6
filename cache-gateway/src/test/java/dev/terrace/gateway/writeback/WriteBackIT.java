package dev.terrace.gateway.writeback;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Write-back from outside, on a real journal: in front of an HTTP origin and of the record tier in PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@TestProfile(WriteBackIT.SmallAndQuick.class)
class WriteBackIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int BOUND = 2 << 20;
    private static final int TRIES = 3;

    private final Shelf shelf = new Shelf();

    /** A small bound, and few tries before a dead letter. */
    public static class SmallAndQuick implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("terrace.writeback.max-mb", "2", "terrace.writeback.tries", Integer.toString(TRIES));
        }
    }

    /** The journal is connected in the background; writes are refused until it has been read. */
    @BeforeEach
    void journalIsThere() {
        String probe = cache(Map.of("origin", shelf.settings()));
        await().atMost(SOON).until(() -> put(probe, "probe", "1").statusCode() == 201);
        drained();
    }

    @AfterEach
    void close() {
        drained();
        shelf.close();
    }

    private static String cache(Map<String, Object> more) {
        String name = freshName();
        Map<String, Object> body =
                new HashMap<>(Map.of("name", name, "cache_type", "memory", "strategy", "write_back"));
        body.putAll(more);
        admin().body(body).post(BASE + "configurations/").then().statusCode(201);
        return name;
    }

    private String cache() {
        return cache(Map.of("origin", shelf.settings()));
    }

    private static RequestSpecification data() {
        return admin().contentType(ContentType.TEXT);
    }

    private static String at(String cache, String key) {
        return "/api/cache/" + cache + "/" + key;
    }

    private static Response put(String cache, String key, String value) {
        return data().body(value).put(at(cache, key));
    }

    private static ValidatableResponse get(String cache, String key) {
        return data().get(at(cache, key)).then();
    }

    private static double gauge(String name) {
        String line = admin().get("/q/metrics")
                .asString()
                .lines()
                .filter(l -> l.startsWith("terrace_writeback_" + name))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private static void drained() {
        await().atMost(SOON).until(() -> gauge("records") == 0);
    }

    private static ValidatableResponse letters(String cache) {
        return admin().get(BASE + "configurations/" + cache + "/dead_letters/")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(String cache, String letter, String word) {
        return admin().post(BASE + "configurations/" + cache + "/dead_letters/" + letter + "/" + word + "/")
                .then();
    }

    private static ValidatableResponse stats(String cache) {
        return admin().get(BASE + "configurations/" + cache + "/stats/").then().statusCode(200);
    }

    @Test
    void acknowledgesFromTheLogReadsItAtOnceAndCarriesItOut() {
        String cache = cache();
        put(cache, "k", "one")
                .then()
                .statusCode(201)
                .header("Terrace-Ack", "log")
                .header("Terrace-Position", notNullValue())
                .header("ETag", notNullValue());
        get(cache, "k").statusCode(200).body(equalTo("one"));
        put(cache, "k", "two").then().header("Terrace-Ack", "log");
        get(cache, "k").body(equalTo("two"));
        await().atMost(SOON).until(() -> "two".equals(shelf.value("k")));
        get(cache, "k").body(equalTo("two"));

        data().delete(at(cache, "k")).then().statusCode(204).header("Terrace-Ack", "log");
        get(cache, "k").statusCode(404);
        await().atMost(SOON).until(() -> shelf.value("k") == null);
        drained();
        get(cache, "k").statusCode(404);
        assertEquals("deleted", shelf.done("k").getLast());
    }

    /** While one is on its way. When that takes longer than the origin's limit others follow it, of which conditions let one land. */
    @Test
    void manyWritesOfAKeyBecomeFewAndTheLastOneStays() {
        String cache = cache();
        shelf.hold();
        put(cache, "k", "1").then().header("Terrace-Ack", "log");
        await().atMost(SOON).until(shelf::isWaiting);
        for (int i = 2; i <= 100; i++) {
            put(cache, "k", Integer.toString(i)).then().header("Terrace-Ack", "log");
        }
        get(cache, "k").body(equalTo("100"));
        assertEquals(List.of(), shelf.done("k"));
        shelf.release();
        await().atMost(SOON).until(() -> "100".equals(shelf.value("k")));
        drained();
        List<Integer> landed = shelf.done("k").stream().map(Integer::valueOf).toList();
        assertEquals(landed.stream().sorted().distinct().toList(), landed, "in order, none twice");
        assertTrue(landed.size() <= 4, landed::toString);
    }

    @Test
    void whatHasAConditionWaitsForTheKeyToBeClean() {
        String cache = cache();
        put(cache, "k", "one").then().statusCode(201);
        data().header("If-None-Match", "*")
                .body("other")
                .put(at(cache, "k"))
                .then()
                .statusCode(412);
        assertEquals("one", shelf.value("k"), "it was carried out before the condition was decided");
        put(cache, "k", "two").then().header("Terrace-Ack", "log");
        data().header("If-Match", "*")
                .body("three")
                .put(at(cache, "k"))
                .then()
                .statusCode(204)
                .header("Terrace-Ack", "origin");
        assertEquals("three", shelf.value("k"));
        assertEquals(List.of("one", "two", "three"), shelf.done("k"));
        get(cache, "k").body(equalTo("three"));
    }

    @Test
    void aConditionIs503WhileTheOriginIsDown() {
        String cache = cache();
        shelf.down();
        put(cache, "k", "one").then().statusCode(201);
        data().header("If-Match", "*").body("two").put(at(cache, "k")).then().statusCode(503);
        shelf.up();
        await().atMost(SOON).until(() -> "one".equals(shelf.value("k")));
    }

    @Test
    void aRefusedWriteBecomesADeadLetterThatSomeoneDecidesAbout() {
        String cache = cache();
        shelf.refused.addAll(List.of("bad", "worse"));
        put(cache, "bad", "1").then().statusCode(201);
        put(cache, "worse", "22").then().statusCode(201);
        put(cache, "good", "3").then().statusCode(201);
        await().atMost(SOON).until(() -> "3".equals(shelf.value("good")));
        await().atMost(SOON).until(() -> gauge("dead_letters") == 2);
        stats(cache).body("strategy.dead_letters", equalTo(2)).body("strategy.backlog", equalTo(0));
        get(cache, "bad").statusCode(200).body(equalTo("1"));
        letters(cache)
                .body("items", hasSize(2))
                .body("items.find { it.key == 'worse' }.operation", equalTo("write"))
                .body("items.find { it.key == 'worse' }.bytes", equalTo(2))
                .body("items.find { it.key == 'worse' }.reason", containsString("400"))
                .body("items.find { it.key == 'worse' }.tries", equalTo(TRIES))
                .body("items.find { it.key == 'worse' }.written_at", notNullValue());
        data().header("If-Match", "*").body("x").put(at(cache, "bad")).then().statusCode(503);

        String bad = letters(cache).extract().path("items.find { it.key == 'bad' }.id");
        String worse = letters(cache).extract().path("items.find { it.key == 'worse' }.id");
        decide(cache, worse, "discard").statusCode(200).body("key", equalTo("worse"));
        get(cache, "worse").statusCode(404);
        shelf.refused.clear();
        decide(cache, bad, "replay").statusCode(200).body("key", equalTo("bad"));
        await().atMost(SOON).until(() -> "1".equals(shelf.value("bad")));
        drained();
        assertNull(shelf.value("worse"));
        letters(cache).body("items", hasSize(0));
        decide(cache, bad, "replay").statusCode(404);
        stats(cache).body("strategy.dead_letters", equalTo(0));
        assertEquals(0, gauge("dead_letters"));
    }

    @Test
    void aLaterWriteTakesTheDeadLettersPlace() {
        String cache = cache();
        shelf.refused.add("bad");
        put(cache, "bad", "1");
        await().atMost(SOON).until(() -> gauge("dead_letters") == 1);
        shelf.refused.clear();
        put(cache, "bad", "2").then().statusCode(204).header("Terrace-Ack", "log");
        await().atMost(SOON).until(() -> "2".equals(shelf.value("bad")));
        assertEquals(0, gauge("dead_letters"));
        letters(cache).body("items", hasSize(0));
    }

    @Test
    void writesGoOnWhileTheOriginIsDownAndItDrainsByItself() {
        String cache = cache();
        shelf.down();
        for (int i = 0; i < 60; i++) {
            put(cache, "k" + i % 20, "v" + i).then().header("Terrace-Ack", "log");
        }
        data().delete(at(cache, "k3")).then().statusCode(204);
        assertEquals(20, gauge("records"));
        stats(cache).body("strategy.backlog", equalTo(20));
        get(cache, "k5").statusCode(200).body(equalTo("v45"));
        get(cache, "k3").statusCode(404);
        shelf.up();
        drained();
        IntStream.range(0, 20)
                .filter(i -> i != 3)
                .forEach(i -> assertEquals(List.of("v" + (40 + i)), shelf.done("k" + i)));
        assertNull(shelf.value("k3"));
        assertEquals(0, gauge("dead_letters"), "an origin that is down refuses nothing");
    }

    @Test
    void whatIsAboveTheBoundIsRefusedUntilThereIsRoom() {
        String cache = cache();
        shelf.down();
        String large = "x".repeat(100_000);
        int accepted = 0;
        Response last = put(cache, "k0", large);
        while (last.statusCode() == 201 && accepted < 100) {
            accepted++;
            last = put(cache, "k" + accepted, large);
        }
        last.then().statusCode(503).header("Retry-After", notNullValue());
        assertEquals(BOUND / 100_300, accepted);
        double held = gauge("bytes");
        assertTrue(held > BOUND / 2 && held <= BOUND, held + " bytes");
        get(cache, "k1").statusCode(200).body(equalTo(large));
        shelf.up();
        drained();
        put(cache, "k" + accepted, "there is room").then().statusCode(201);
        for (int i = 0; i < accepted; i++) {
            assertEquals(large, shelf.value("k" + i));
        }
    }

    @Test
    void aValueThatDoesNotFitIntoTheJournalIsTooLarge() {
        String cache = cache();
        put(cache, "k", "x".repeat((768 << 10) + 1)).then().statusCode(413);
        put(cache, "k", "x".repeat(768 << 10)).then().statusCode(201);
        await().atMost(SOON).until(() -> shelf.value("k") != null);
    }

    @Test
    void recordsInPostgres() {
        String cache = cache(Map.of("cache_type", "database"));
        put(cache, "k", "one").then().statusCode(201).header("Terrace-Ack", "log");
        get(cache, "k").body(equalTo("one"));
        for (int i = 0; i < 50; i++) {
            put(cache, "k", "v" + i).then().header("Terrace-Ack", "log");
        }
        get(cache, "k").body(equalTo("v49"));
        drained();
        data().header("Cache-Control", "no-cache")
                .get(at(cache, "k"))
                .then()
                .statusCode(200)
                .body(equalTo("v49"));
        data().header("If-None-Match", "*").body("x").put(at(cache, "k")).then().statusCode(412);
        put(cache, "n", "40").then().statusCode(201);
        admin().body("{\"by\": 2}")
                .post(at(cache, "n") + "/_increment")
                .then()
                .statusCode(200)
                .body("value", equalTo(42));
        data().delete(at(cache, "k")).then().statusCode(204).header("Terrace-Ack", "log");
        get(cache, "k").statusCode(404);
        drained();
        data().header("Cache-Control", "no-cache").get(at(cache, "k")).then().statusCode(404);
    }
}
