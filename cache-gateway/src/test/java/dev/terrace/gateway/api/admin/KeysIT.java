package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Looking at which keys a cache holds. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class KeysIT {
    private static String cache(List<String> tiers) {
        String name = freshName();
        admin().body(Map.of("name", name, "tiers", tiers))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    private static void put(String cache, String key) {
        admin().body("v")
                .put("/api/cache/" + cache + "/" + key + "?tags=t1&ttl=100")
                .then()
                .statusCode(201);
    }

    /** The tiers of each key with that prefix, in pages. */
    private static Map<String, List<String>> browse(String cache, String prefix, int limit) {
        Map<String, List<String>> found = new TreeMap<>();
        String cursor = "";
        while (cursor != null) {
            var page = admin().queryParam("prefix", prefix)
                    .queryParam("limit", limit)
                    .queryParam("cursor", cursor)
                    .get(BASE + "configurations/" + cache + "/keys/")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Map<String, Object>> items = page.getList("items");
            assertTrue(items.size() <= limit);
            for (Map<String, Object> item : items) {
                assertEquals(List.of("t1"), item.get("tags"));
                assertTrue(((Number) item.get("ttl")).doubleValue() > 1);
                assertTrue(((Number) item.get("bytes")).longValue() > 0);
                List<String> tiers = new ArrayList<>();
                ((List<?>) item.get("tiers")).forEach(tier -> tiers.add(String.valueOf(tier)));
                assertEquals(null, found.put(String.valueOf(item.get("key")), tiers), "told twice");
            }
            cursor = page.getString("next_cursor");
        }
        return found;
    }

    @Test
    void tellsEachKeyOnceWithTheTiersThatHoldIt() {
        String name = cache(List.of("memory", "redis", "memcached", "database"));
        put(name, "user:1");
        put(name, "user:2");
        put(name, "order:1");
        List<String> everywhere = List.of("memory", "redis", "database");
        assertEquals(Map.of("user:1", everywhere, "user:2", everywhere, "order:1", everywhere), browse(name, "", 2));
        assertEquals(Map.of("user:1", everywhere, "user:2", everywhere), browse(name, "user:", 50));
        admin().get(BASE + "configurations/" + name + "/keys/")
                .then()
                .body("unlisted.tier", contains("memcached"))
                .body("unlisted.reason", contains(equalTo("cannot list its keys")));
    }

    @Test
    void leavesOutWhatWasInvalidated() {
        for (List<String> tiers :
                List.of(List.of("memory"), List.of("redis"), List.of("memory", "database"), List.of("file_system"))) {
            String name = cache(tiers);
            put(name, "a");
            put(name, "b");
            assertEquals(Map.of("a", tiers, "b", tiers), browse(name, "", 50));
            admin().body(Map.of("cache_name", name, "pattern", "a*"))
                    .post(BASE + "invalidations/invalidate_keys/")
                    .then()
                    .statusCode(anyOf(equalTo(200), equalTo(202)));
            assertEquals(Map.of("b", tiers), browse(name, "", 50));
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        String name = cache(List.of("memory", "redis"));
        String path = BASE + "configurations/" + name + "/keys/";
        admin().get(path + "?limit=501").then().statusCode(422);
        admin().get(path + "?cursor=Zm9v").then().statusCode(422).body("errors.pointer", contains("/cursor"));
        admin().get(path + "?cursor=MDohIQ").then().statusCode(422);
        admin().get(BASE + "configurations/" + freshName() + "/keys/").then().statusCode(404);
    }
}
