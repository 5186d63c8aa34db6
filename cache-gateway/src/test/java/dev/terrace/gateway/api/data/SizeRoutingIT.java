package dev.terrace.gateway.api.data;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static dev.terrace.gateway.Admin.freshName;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A value goes past the tiers that it is too large for, and what they had of the key goes. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class SizeRoutingIT {
    private static final byte[] LARGE = new byte[2 << 20];

    static {
        new Random(1).nextBytes(LARGE);
    }

    private static String cacheWithASmallMemory() {
        String name = freshName();
        admin().body(Map.of(
                        "name",
                        name,
                        "cache_type",
                        "multi_level",
                        "tiers",
                        List.of("memory", "redis", "database"),
                        "memory_max_mb",
                        1))
                .post(BASE + "configurations/")
                .then()
                .statusCode(201);
        return name;
    }

    private static void put(String name, byte[] value) {
        RestAssured.given()
                .header("Authorization", "Bearer " + Admin.token())
                .contentType("application/octet-stream")
                .body(value)
                .put("/api/cache/" + name + "/k")
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(equalTo(201), equalTo(204)));
    }

    private static byte[] get(String name) {
        return admin().get("/api/cache/" + name + "/k")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static void awaitTier(String name, String tier) {
        Awaitility.await().untilAsserted(() -> admin().get("/api/cache/" + name + "/k?explain=true")
                .then()
                .statusCode(200)
                .body("tier", equalTo(tier)));
    }

    @Test
    void aLargeValueLiesWhereItFits() {
        String name = cacheWithASmallMemory();
        put(name, "small".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        awaitTier(name, "memory");
        put(name, LARGE);
        assertArrayEquals(LARGE, get(name));
        awaitTier(name, "redis");
        admin().get("/api/cache/" + name + "/k?explain=true")
                .then()
                .body("tiers.tier", hasItem("redis"))
                .body("bytes", equalTo(LARGE.length));
        assertArrayEquals(LARGE, get(name));
        put(name, "small again".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        awaitTier(name, "memory");
    }
}
