package dev.terrace.cdn;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.terrace.events.EventSink;
import dev.terrace.events.Invalidated;
import dev.terrace.kit.test.LocalStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Real S3, PostgreSQL and Kafka; the edge on its own port. */
@QuarkusTest
@QuarkusTestResource(LocalStack.class)
@QuarkusTestResource(FreePorts.class)
class PublishAndPurgeIT {
    private static final String UPLOAD = "/api/admin/caching/cdn/upload_assets/";
    private static final String CSS = "body { color: #123456 }\n".repeat(200);

    @Inject
    EventSink events;

    private static RequestSpecification admin() throws IOException {
        String token = Files.readString(Path.of(LocalStack.environment().get("TERRACE_ADMIN_TOKEN_FILE")))
                .strip();
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response upload(String path, String content) throws IOException {
        return admin().multiPart("files", path, content.getBytes(StandardCharsets.UTF_8), "application/octet-stream")
                .post(UPLOAD);
    }

    private static Response fetch(String url, String location) {
        return given().header("Accept-Encoding", "identity").get(url + "?location=" + location);
    }

    @Test
    void anUploadedAssetIsServedEncodedAndImmutable() throws IOException {
        Response uploaded = upload("css/main.css", CSS);
        uploaded.then()
                .statusCode(201)
                .body("results[0].path", equalTo("css/main.css"))
                .body("results[0].error", nullValue())
                .body("results[0].integrity", startsWith("sha384-"))
                .body("results[0].variants.encoding", hasItem("br"))
                .body("results[0].cache_control", containsString("immutable"));
        String url = uploaded.path("results[0].url");
        given().header("Accept-Encoding", "gzip")
                .get(url)
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/css"))
                .header("Content-Encoding", "gzip")
                .header("Vary", "Accept-Encoding")
                .header("Cache-Status", containsString("fwd=miss"))
                .body(equalTo(CSS));
        Response again = upload("css/main.css", CSS);
        assertEquals(url, again.path("results[0].url"), "the same content has the same name");
    }

    @Test
    void anInvalidationThatAsksForTheCdnPurgesEveryLocation() throws IOException {
        String path = "js/app-" + UUID.randomUUID() + ".js";
        String url = upload(path, "console.log(1)\n".repeat(50)).path("results[0].url");
        for (String location : List.of("fra", "nrt")) {
            fetch(url, location).then().header("Cache-Status", containsString("fwd=miss"));
            fetch(url, location).then().header("Cache-Status", containsString("terrace-edge; hit"));
        }
        String id = "inv-" + UUID.randomUUID();
        events.emit(new Invalidated(
                id,
                "any",
                List.of(path),
                List.of(),
                null,
                List.of(),
                List.of(),
                false,
                false,
                true,
                "1-1",
                "test",
                "why not",
                Instant.EPOCH));
        await().untilAsserted(() -> admin().get("/api/admin/caching/cdn/invalidations/" + id + "/")
                .then()
                .statusCode(200)
                .body("status", equalTo("completed")));
        for (String location : List.of("fra", "nrt")) {
            fetch(url, location).then().statusCode(200).header("Cache-Status", containsString("fwd=miss"));
        }
    }

    @Test
    void aPurgeByHandIsAnsweredWithEachDistribution() throws IOException {
        String url = upload("css/hand.css", CSS + "/* hand */").path("results[0].url");
        fetch(url, "fra");
        Response purged = admin().contentType("application/json")
                .body("{\"paths\": [\"/static/css/hand.css\"]}")
                .post("/api/admin/caching/cdn/invalidate_cdn/");
        purged.then()
                .statusCode(202)
                .body("requests[0].provider", equalTo("local"))
                .body("requests[0].status", equalTo("completed"))
                .body("requests[0].items", greaterThan(1));
        fetch(url, "fra").then().header("Cache-Status", containsString("fwd=miss"));
        admin().get("/api/admin/caching/cdn/invalidations").then().body("items.id", hasItem(purged.<String>path("id")));
    }

    @Test
    void aPageKeepsItsNameAndIsPurgedWhenItChanges() throws IOException {
        String url = upload("shop/index.html", "<p>one</p>").path("results[0].url");
        fetch(url, "fra").then().body(equalTo("<p>one</p>"));
        assertEquals(url, upload("shop/index.html", "<p>two</p>").path("results[0].url"));
        fetch(url, "fra").then().body(equalTo("<p>two</p>")).header("Cache-Control", not(containsString("immutable")));
    }

    @Test
    void badInputIsRefusedAndChangesNothing() throws IOException {
        upload("../../etc/passwd", "x").then().statusCode(422).contentType("application/problem+json");
        admin().contentType("application/json")
                .body("{\"assets\": []}")
                .post(UPLOAD)
                .then()
                .statusCode(422);
        admin().contentType("application/json")
                .body("{\"nonsense\": 1}")
                .post(UPLOAD)
                .then()
                .statusCode(422);
        admin().contentType("application/json")
                .body("{\"assets\": [{\"path\": \"no/such.css\"}]}")
                .post(UPLOAD)
                .then()
                .statusCode(201)
                .body("results[0].error", containsString("no such file"));
        admin().contentType("application/json")
                .body("{}")
                .post("/api/admin/caching/cdn/invalidate_cdn")
                .then()
                .statusCode(422);
        given().contentType("application/json")
                .body("{}")
                .post("/api/admin/caching/cdn/invalidate_cdn")
                .then()
                .statusCode(401);
        given().get("/assets/no/such.css").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void analyticsCountWhatTheEdgeServed() throws IOException {
        String url = upload("css/counted.css", CSS + "/* counted */").path("results[0].url");
        fetch(url, "gru");
        fetch(url, "gru");
        admin().get("/api/admin/caching/cdn/analytics/")
                .then()
                .statusCode(200)
                .body("totals.requests", greaterThan(1))
                .body("by_location.name", hasItem("gru"));
        admin().get("/api/admin/caching/cdn/edge_locations/").then().body("items.code", hasItem("gru"));
        admin().get("/api/admin/caching/cdn/analytics/?from=x").then().statusCode(422);
    }
}
