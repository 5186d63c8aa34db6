package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A cache that takes so many operations a second. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
class QuotaIT {
    private static String limited(int perSecond) {
        String name = freshName();
        admin().body(Map.of("name", name, "cache_type", "memory", "quotas", Map.of("operations_per_second", perSecond)))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    @Test
    void answers429WithATimeToComeBackAndTakesAgainLater() {
        String name = limited(5);
        String path = "/api/cache/" + name + "/k";
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> "k" + i).toList();
        Map<String, Object> batch = Map.of("keys", keys);
        String mget = "/api/cache/" + name + "/_mget";
        admin().body(batch).post(mget).then().statusCode(200);
        admin().get(path)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue());
        admin().body(batch).post(mget).then().statusCode(429);
        admin().body("{}").post(path + "/_increment").then().statusCode(429);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin().body("v").put(path).statusCode() == 201);
        admin().get("/q/metrics").then().body(containsString("terrace_quota_refused_total"));
    }

    @Test
    void takesEverythingAgainWithoutTheQuota() {
        String name = limited(1);
        admin().header("If-Match", "*")
                .body("{\"quotas\": {\"operations_per_second\": null}}")
                .patch(BASE + "configurations/" + name)
                .then()
                .statusCode(200);
        for (int i = 0; i < 10; i++) {
            admin().get("/api/cache/" + name + "/k").then().statusCode(404);
        }
    }
}
