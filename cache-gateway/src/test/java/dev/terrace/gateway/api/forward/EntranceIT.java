package dev.terrace.gateway.api.forward;

import static dev.terrace.gateway.Admin.BASE;
import static dev.terrace.gateway.Admin.admin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.Admin;
import dev.terrace.gateway.Neighbours;
import dev.terrace.kit.security.Authenticator;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(Neighbours.class)
class EntranceIT {
    @TestHTTPResource("/")
    URL gateway;

    @Inject
    Authenticator authenticator;

    @Test
    void namesTheCallerByATokenOfAMinuteAndLeavesTheCredentialsHere() {
        JsonPath seen = admin().urlEncodingEnabled(false)
                .header("Cookie", "terrace_session=x; a=b")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("Connection", "X-Mine")
                .header("X-Mine", "1")
                .get(BASE + "metrics/summary/?window=5m&q=a%2Fb")
                .then()
                .statusCode(200)
                .header("Location", "/api/admin/caching/jobs/mon-1/")
                .header("X-Hop", nullValue())
                .extract()
                .jsonPath();
        assertEquals("/api/admin/caching/metrics/summary/?window=5m&q=a%2Fb", seen.getString("uri"));
        assertNull(seen.getString("headers.cookie"));
        assertNull(seen.getString("headers.x-mine"));
        assertTrue(seen.getString("headers.traceparent").startsWith("00-4bf92f"));
        String token = seen.getString("headers.authorization").substring("Bearer ".length());
        Caller caller = authenticator.find(token).await().indefinitely().orElseThrow();
        assertEquals(Role.ADMIN, caller.role());
        assertEquals("admin", caller.subject());
    }

    @Test
    void asksForCredentialsFirst() {
        given().get(BASE + "metrics/summary/").then().statusCode(401).contentType("application/problem+json");
        given().get(BASE + "optimizations/").then().statusCode(401);
        given().header("Authorization", "Bearer wrong-token-wrong-token")
                .get(BASE + "alerts/")
                .then()
                .statusCode(401);
    }

    @Test
    void saysAtOnceThatAServiceIsAway() {
        for (String path : new String[] {"optimizations/", "jobs/opt-7/", "forecasts", "schedules/1/run"}) {
            admin().get(BASE + path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .time(lessThan(5_000L));
        }
        admin().body("{}").post(BASE + "optimizations/analyze/").then().statusCode(503);
    }

    @Test
    void forwardsOpenDeliveryWithoutCredentials() {
        JsonPath seen = given().header("Authorization", "Bearer " + Admin.token())
                .get("/assets/css/main.abc.css")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertNull(seen.getString("headers.authorization"));
        given().get("/img/sig/w640/a.png").then().statusCode(200).body("uri", equalTo("/img/sig/w640/a.png"));
    }

    @Test
    void streamsALargeUploadWithAndWithoutItsLength() throws IOException, InterruptedException {
        byte[] chunk = new byte[1 << 20];
        Arrays.fill(chunk, (byte) 'x');
        int chunks = 48;
        var body = BodyPublishers.ofByteArrays(Collections.nCopies(chunks, chunk));
        var known = BodyPublishers.fromPublisher(body, (long) chunks << 20);
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (var publisher : java.util.List.of(body, known)) {
                HttpRequest request = HttpRequest.newBuilder(at("/api/admin/caching/cdn/upload_assets/"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Authorization", "Bearer " + Admin.token())
                        .timeout(Duration.ofMinutes(1))
                        .POST(publisher)
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());
                assertEquals(201, answer.statusCode());
                assertEquals((long) chunks << 20, JsonPath.from(answer.body()).getLong("bytes"));
            }
        }
    }

    @Test
    void passesEventsOnAsTheyComeAndEndsTheStreamWithItsReader() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                at("/api/admin/caching/metrics/stream").toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + Admin.token());
        connection.setReadTimeout(20_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("data: first", lines.readLine());
            assertEquals("1", System.getProperty(Neighbours.STREAMS));
            connection.disconnect();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "0"
                .equals(System.getProperty(Neighbours.STREAMS)));
    }

    @Test
    void refusesABodyOfAHundredMegabytes() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(at("/api/admin/caching/configurations/"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + Admin.token())
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofMinutes(1))
                    .POST(BodyPublishers.fromPublisher(
                            BodyPublishers.ofByteArrays(Collections.nCopies(100, new byte[1 << 20])), 100L << 20))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElseThrow());
        }
    }

    @Test
    void describesTheWholeSuite() {
        JsonPath document = admin().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var paths = document.getMap("paths").keySet();
        assertTrue(paths.contains("/api/admin/caching/metrics/summary"), paths.toString());
        assertTrue(paths.contains("/api/admin/caching/configurations"), paths.toString());
        assertTrue(paths.contains("/api/cache/{cache}/{key}"), paths.toString());
        given().get("/q/openapi").then().statusCode(401);
    }

    private URI at(String path) {
        return URI.create(gateway.toString()).resolve(path);
    }
}
