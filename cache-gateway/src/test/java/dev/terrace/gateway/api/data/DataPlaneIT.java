package dev.terrace.gateway.api.data;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.MapsForCaches;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The data plane where it will stand: inside Quarkus, before its own security, with the real admin token. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@TestProfile(MapsForCaches.class)
class DataPlaneIT {
    private static final String PROBLEM = "application/problem+json";

    private static String token() throws IOException {
        return Files.readString(Path.of(LocalStack.environment().get("TERRACE_ADMIN_TOKEN_FILE")))
                .strip();
    }

    private static RequestSpecification admin() throws IOException {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token());
    }

    @Test
    void readsAndWritesWithTheAdminsToken() throws IOException {
        admin().body("hello").put("/api/cache/c/user%3A1?tags=t").then().statusCode(201);
        admin().get("/api/cache/c/user%3A1")
                .then()
                .statusCode(200)
                .header("Cache-Status", startsWith("terrace; hit; ttl="))
                .body(equalTo("hello"));
        admin().delete("/api/cache/c/user%3A1").then().statusCode(204);
        admin().get("/api/cache/c/user%3A1").then().statusCode(404).contentType(PROBLEM);
    }

    @Test
    void asksForCredentialsInItsOwnWords() {
        given().get("/api/cache/c/k")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", containsString("Bearer"));
        given().header("Authorization", "Bearer wrong")
                .get("/api/cache/c/k")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesLongKeysAndLargeBodiesByProblems() throws IOException {
        admin().body("x")
                .put("/api/cache/c/" + "k".repeat(5_000))
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String head = "PUT /api/cache/c/big HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token()
                    + "\r\nConnection: close\r\nContent-Length: " + (100 << 20) + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 413 ") && answer.contains(PROBLEM), answer);
        }
    }

    @Test
    void countsInPrometheusWithoutKeysAsTags() throws IOException {
        admin().body("x").put("/api/cache/c/secret-key").then().statusCode(201);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> admin().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("terrace_cache_requests_total{"))
                .body(org.hamcrest.Matchers.not(containsString("secret-key"))));
    }
}
