package dev.terrace.gateway.api.admin;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.cache;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a configuration was, and the way back. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class HistoryIT {
    private static final String PATH = BASE + "configurations/";

    private static void patch(String name, Object change) {
        admin().header("If-Match", "*").body(change).patch(PATH + name).then().statusCode(200);
    }

    @Test
    void showsEachVersionWithWhatItChanged() {
        String name = cache();
        patch(name, Map.of("ttl_seconds", 60, "slo", Map.of("p99_ms", 20)));
        patch(name, Map.of("ttl_seconds", 30));
        admin().get(PATH + name + "/history/")
                .then()
                .statusCode(200)
                .body("items.version", contains(3, 2, 1))
                .body("items[0].diff.keySet()", contains("ttl_seconds"))
                .body("items[0].diff.ttl_seconds.from", equalTo(60))
                .body("items[0].diff.ttl_seconds.to", equalTo(30))
                .body("items[0].actor", equalTo("admin"))
                .body("items[0].at", notNullValue())
                .body("items[0].settings.ttl_seconds", equalTo(30))
                .body("items[1].diff.'slo.p99_ms'.to", equalTo(20))
                .body("items[2].diff", hasKey("cache_type"))
                .body("items[2].diff", not(hasKey("ttl_seconds")))
                .body("next_cursor", nullValue());
    }

    @Test
    void pagesAndKeepsTheDiffAcrossThePages() {
        String name = cache();
        patch(name, Map.of("ttl_seconds", 60));
        String cursor = admin().get(PATH + name + "/history?limit=1")
                .then()
                .statusCode(200)
                .body("items.version", contains(2))
                .body("items[0].diff.ttl_seconds.from", equalTo(3600))
                .extract()
                .path("next_cursor");
        admin().queryParam("cursor", cursor)
                .get(PATH + name + "/history")
                .then()
                .statusCode(200)
                .body("items.version", contains(1))
                .body("next_cursor", nullValue());
        admin().get(PATH + freshName() + "/history/").then().statusCode(404);
    }

    @Test
    void restoresAsANewVersionUnderTheSameConditionAsAChange() {
        String name = cache();
        patch(name, Map.of("ttl_seconds", 60));
        String restore = PATH + name + "/history/1/restore/";
        admin().post(restore).then().statusCode(428);
        admin().header("If-Match", "\"1\"").post(restore).then().statusCode(412);
        admin().body(Map.of("version", 1)).post(restore).then().statusCode(409);
        admin().body(Map.of("version", "2")).post(restore).then().statusCode(422);
        admin().header("If-Match", "\"2\"")
                .post(PATH + name + "/history/9/restore/")
                .then()
                .statusCode(404);
        admin().body(Map.of("version", 2))
                .post(restore)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("version", equalTo(3))
                .body("ttl_seconds", equalTo(3600));
        admin().header("If-Match", "\"3\"")
                .post(restore)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("version", equalTo(3));
        admin().get(PATH + name + "/history/").then().body("items.version", contains(3, 2, 1));
    }

    @Test
    void remembersADeletedConfiguration() {
        String name = cache();
        admin().delete(PATH + name).then().statusCode(204);
        admin().get(PATH + name + "/history/")
                .then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items.deleted", contains(true, false))
                .body("items[0].diff", anEmptyMap());
        admin().header("If-Match", "*")
                .post(PATH + name + "/history/1/restore/")
                .then()
                .statusCode(404);
    }

    @Test
    void takesBackWhatItExportsWithoutAChange() {
        String name = cache();
        Map<String, Object> exported = admin().get(BASE + "config/export/")
                .then()
                .statusCode(200)
                .body("format", equalTo("terrace.config.v1"))
                .body("configurations.find { it.name == '" + name + "' }.cache_type", equalTo("memory"))
                .extract()
                .jsonPath()
                .getMap("");
        admin().body(exported)
                .post(BASE + "config/import/")
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("updated", equalTo(0));
    }

    @Test
    void importsAllOrNothing() {
        String name = cache();
        String fresh = freshName();
        Map<String, Object> bundle = Map.of(
                "configurations",
                java.util.List.of(
                        Map.of("name", name, "cache_type", "memory", "ttl_seconds", 5),
                        Map.of("name", fresh, "cache_type", "memory")));
        admin().body(bundle)
                .post(BASE + "config/import/?dry_run=true")
                .then()
                .statusCode(200)
                .body("dry_run", equalTo(true))
                .body("items.action", contains("update", "create"))
                .body("items[0].diff.ttl_seconds.to", equalTo(5))
                .body("items[0].version", equalTo(2));
        admin().get(PATH + fresh).then().statusCode(404);
        admin().get(PATH + name).then().body("version", equalTo(1));
        admin().body(bundle)
                .post(BASE + "config/import/")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("updated", equalTo(1));
        admin().get(PATH + fresh).then().statusCode(200);
        admin().get(PATH + name).then().body("version", equalTo(2)).body("ttl_seconds", equalTo(5));
    }

    @Test
    void importsNothingOfADocumentWithAFault() {
        String good = freshName();
        admin().body(Map.of(
                        "configurations",
                        java.util.List.of(Map.of("name", good), Map.of("name", freshName(), "ttl_seconds", 0))))
                .post(BASE + "config/import/")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/configurations/1/ttl_seconds"));
        admin().get(PATH + good).then().statusCode(404);
        admin().body(Map.of("configurations", java.util.List.of(Map.of("name", good), Map.of("name", good))))
                .post(BASE + "config/import/")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/configurations/1/name"));
        assertEquals(422, admin().body("{}").post(BASE + "config/import/").statusCode());
    }
}
