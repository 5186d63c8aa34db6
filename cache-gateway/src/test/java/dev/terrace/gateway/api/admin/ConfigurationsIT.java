package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class ConfigurationsIT {
    private static final String PATH = BASE + "configurations/";

    private static final String DEFAULTS = """
            {"cache_type": "multi_level", "tiers": ["memory", "redis"], "strategy": "cache_aside", "ttl_seconds": 3600,
             "max_size_mb": 500, "memory_max_mb": 64, "eviction_policy": "w_tinylfu", "max_value_kb": 16384,
             "compression_enabled": true, "encryption_enabled": false, "is_active": true, "priority": 1,
             "consistency": "relaxed", "stale_while_revalidate_seconds": 0, "stale_if_error_seconds": 0,
             "negative_ttl_seconds": 0, "ttl_jitter_percent": 10, "ack": "log",
             "quotas": {"operations_per_second": null, "bytes": null}, "invalidates": [], "cdn_mapping": [],
             "slo": {"hit_ratio": 0.8, "p99_ms": 50},
             "auto_optimize": {"enabled": false, "max_step_percent": 50, "budget_usd_month": null, "approval": "automatic"},
             "origin": null, "version": 1}""";

    @Inject
    Caches caches;

    @Test
    void hasTheCacheNamedDefaultFromTheStart() {
        admin().get(PATH + "default/")
                .then()
                .statusCode(200)
                .body("name", equalTo("default"))
                .body("cache_type", equalTo("multi_level"))
                .body("tiers", contains("memory", "redis"))
                .body("version", equalTo(1));
    }

    @Test
    void showsTheDefaultsOfTheContract() {
        String name = freshName();
        Map<String, Object> shown = admin().body(Map.of("name", name))
                .post(PATH)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", notNullValue())
                .extract()
                .jsonPath()
                .getMap("");
        Map<String, Object> expected = JsonPath.from(DEFAULTS).getMap("");
        expected.forEach((field, value) -> assertEquals(value, shown.get(field), field));
        assertEquals(expected.size() + 4, shown.size());
        assertTrue(shown.keySet().containsAll(List.of("id", "name", "created_at", "updated_at")));
    }

    @Test
    void opensTheCacheBeforeItAnswers() {
        String name = freshName();
        admin().body(Map.of("name", name, "cache_type", "redis", "ttl_seconds", 60, "max_size_mb", 1.5))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("tiers", contains("memory", "redis"));
        CacheSpec spec = caches.find(name).orElseThrow().spec();
        assertEquals(List.of(TierName.MEMORY, TierName.REDIS), spec.tiers());
        assertEquals(60_000, spec.ttlMs());
        assertEquals(3 << 19, spec.maxBytes());
        admin().header("If-Match", "\"1\"")
                .body(Map.of("memory_max_mb", 0))
                .patch(PATH + name)
                .then()
                .statusCode(200)
                .body("tiers", contains("redis"));
        assertEquals(
                List.of(TierName.REDIS), caches.find(name).orElseThrow().spec().tiers());
    }

    @Test
    void closesAnInactiveCacheAndOpensItAgain() {
        String name = cache();
        admin().body(Map.of("version", 1, "is_active", false))
                .patch(PATH + name)
                .then()
                .statusCode(200);
        assertTrue(caches.find(name).isEmpty());
        admin().body(Map.of("version", 2, "is_active", true))
                .patch(PATH + name)
                .then()
                .statusCode(200);
        assertTrue(caches.find(name).isPresent());
    }

    @Test
    void answersByNumberAndNameWithAndWithoutSlash() {
        String name = cache();
        int id = admin().get(PATH + name).then().statusCode(200).extract().path("id");
        for (String path : List.of(PATH + id, PATH + id + "/", PATH + name + "/")) {
            admin().get(path).then().statusCode(200).body("name", equalTo(name));
        }
        admin().get(BASE + "configurations").then().statusCode(200);
    }

    @Test
    void refusesAStaleChange() {
        String name = cache();
        Map<String, Object> change = Map.of("ttl_seconds", 10);
        admin().body(change).patch(PATH + name).then().statusCode(428);
        admin().header("If-Match", "\"9\"")
                .body(change)
                .patch(PATH + name)
                .then()
                .statusCode(412);
        admin().body(Map.of("ttl_seconds", 10, "version", 9))
                .patch(PATH + name)
                .then()
                .statusCode(409);
        admin().get(PATH + name).then().body("ttl_seconds", equalTo(3600)).body("version", equalTo(1));
        admin().header("If-Match", "\"1\"")
                .body(change)
                .patch(PATH + name)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("ttl_seconds", equalTo(10))
                .body("cache_type", equalTo("memory"));
    }

    @Test
    void replacesWithDefaultsAndTakesBackWhatItShowed() {
        String name = cache();
        Map<String, Object> shown =
                admin().get(PATH + name).then().extract().jsonPath().getMap("");
        shown.put("ttl_seconds", 77);
        admin().body(shown).put(PATH + name).then().statusCode(200).body("ttl_seconds", equalTo(77));
        admin().header("If-Match", "\"2\"")
                .body(Map.of("cache_type", "memory"))
                .put(PATH + name)
                .then()
                .statusCode(200)
                .body("name", equalTo(name))
                .body("ttl_seconds", equalTo(3600));
        admin().header("If-Match", "\"3\"")
                .body(Map.of("name", freshName()))
                .put(PATH + name)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/name"));
    }

    @Test
    void changesTheOriginAndTakesItAwayByNull() {
        String name = cache();
        admin().header("If-Match", "*")
                .body(Map.of("origin", Map.of("url_template", "http://127.0.0.1:9/items/{key}")))
                .patch(PATH + name)
                .then()
                .statusCode(200)
                .body("origin.hard_timeout_ms", equalTo(2000));
        Map<String, Object> none = new HashMap<>();
        none.put("origin", null);
        admin().header("If-Match", "*")
                .body(none)
                .patch(PATH + name)
                .then()
                .statusCode(200)
                .body("origin", nullValue());
    }

    @Test
    void takesPresets() {
        admin().body(Map.of("name", freshName()))
                .post(PATH + "?preset=session")
                .then()
                .statusCode(201)
                .body("ttl_seconds", equalTo(1800));
        admin().body(Map.of("name", freshName()))
                .post(PATH + "?preset=what")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/preset"));
    }

    /** Memcached's client answers on a thread of its own; the database is asked on the request's. */
    @Test
    void deletesWhateverTheTiersAre() {
        String name = freshName();
        admin().body(Map.of("name", name, "tiers", List.of("memory", "memcached")))
                .post(PATH)
                .then()
                .statusCode(201);
        admin().delete(PATH + name).then().statusCode(204);
        admin().get(PATH + name).then().statusCode(404);
    }

    @Test
    void deletesWithItsEntries() {
        String name = cache();
        admin().delete(PATH + name + "/").then().statusCode(204);
        assertTrue(caches.find(name).isEmpty());
        admin().get(PATH + name).then().statusCode(404).contentType("application/problem+json");
        admin().delete(PATH + name).then().statusCode(404);
        admin().body(Map.of("name", name, "cache_type", "memory"))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void refusesATakenNameAndABadBody() {
        String name = cache();
        admin().body(Map.of("name", name)).post(PATH).then().statusCode(409).contentType("application/problem+json");
        admin().body("{\"name\": ").post(PATH).then().statusCode(400).contentType("application/problem+json");
        admin().body("").post(PATH).then().statusCode(400).contentType("application/problem+json");
        admin().body("[]").post(PATH).then().statusCode(422).contentType("application/problem+json");
        admin().body(Map.of("nme", "x"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(endsWith("nme")));
        admin().body(Map.of("name", freshName(), "slo", Map.of("hit", 1)))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/slo/hit"));
        admin().body(Map.of("name", freshName(), "tiers", "redis"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/tiers"));
        admin().body(Map.of("name", "Bad Name!", "ttl_seconds", -1))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/name", "/ttl_seconds"));
    }

    @Test
    void pagesWithACursor() {
        List<String> made = List.of(cache(), cache(), cache());
        List<String> seen = new java.util.ArrayList<>();
        String cursor = "";
        do {
            var page = admin().queryParam("limit", 2)
                    .queryParam("cursor", cursor)
                    .get(PATH)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertTrue(page.getList("items").size() <= 2);
            seen.addAll(page.getList("items.name", String.class));
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        assertTrue(seen.containsAll(made));
        assertEquals(seen.size(), seen.stream().distinct().count());
        admin().get(PATH + "?limit=0").then().statusCode(422);
        admin().get(PATH + "?cursor=!").then().statusCode(422);
    }

    @Test
    void triesTheTiers() {
        admin().post(PATH + cache() + "/test_connection/")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true))
                .body("tiers.tier", contains("memory"))
                .body("origin", nullValue());
    }

    @Test
    void encryptionWithoutAKeyIsRefusedWithTheReason() {
        admin().body(Map.of("name", freshName(), "encryption_enabled", true))
                .post(BASE + "configurations/")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", org.hamcrest.Matchers.equalTo("/encryption_enabled"))
                .body("errors[0].detail", org.hamcrest.Matchers.containsString("TERRACE_ENCRYPTION_KEY_FILE"));
    }
}
