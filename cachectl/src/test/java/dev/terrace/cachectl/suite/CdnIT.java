package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnTheSuite
class CdnIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String CSS = "body { color: teal }\n".repeat(200);
    private RunningSuite suite;
    private Api gateway;
    private String cache;

    @BeforeAll
    void suite(RunningSuite running) {
        suite = running;
        gateway = running.gateway(1);
        cache = gateway.cache(Map.of("tiers", List.of("memory")));
    }

    @Test
    void invalidatingTheKeyOfAnAssetWithCdnPurgesItFromTheEdge() {
        JsonNode asset = upload("css/by-key.css");
        purgedBy(asset, Map.of("keys", List.of("css/by-key.css")));
    }

    @Test
    void invalidatingTheUrlOfAnAssetWithCdnPurgesItFromTheEdge() {
        JsonNode asset = upload("css/by-url.css");
        purgedBy(asset, Map.of("urls", List.of(asset.path("url").asText())));
    }

    private void purgedBy(JsonNode asset, Map<String, Object> selector) {
        String url = asset.path("url").asText() + "?location=fra";
        assertEquals("miss", edge(url));
        assertEquals("hit", edge(url));

        Map<String, Object> body = new java.util.HashMap<>(selector);
        body.putAll(Map.of("cache_name", cache, "cdn", true, "reason", "a new look"));
        gateway.admin("POST", "invalidations/invalidate_keys/", body).expect(200);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> edge(url), "miss"::equals);
        String file = asset.path("url").asText().replaceFirst(".*/", "");
        try (Topic purges = new Topic(suite.kafka(), "terrace.cdn.purge.v1")) {
            purges.awaitRecord(
                    SOON,
                    purge -> purge.path("status").asText().equals("completed")
                            && purge.path("paths").toString().contains(file));
        }
    }

    private JsonNode upload(String path) {
        String boundary = "terrace-suite";
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + path
                + "\"\r\nContent-Type: text/css\r\n\r\n" + CSS + "\r\n--" + boundary + "--\r\n";
        JsonNode result = gateway.send(
                        "POST",
                        "/api/admin/caching/cdn/upload_assets/",
                        Api.bytes(body),
                        Map.of("Content-Type", "multipart/form-data; boundary=" + boundary))
                .expect(201)
                .json()
                .path("results")
                .path(0);
        assertTrue(result.path("error").isNull(), result::toString);
        return result;
    }

    /** What the edge's Cache-Status says: hit or miss. */
    private String edge(String url) {
        Api.Reply reply = gateway.send("GET", url, new byte[0], Map.of()).expect(200);
        assertEquals(CSS, reply.text());
        return reply.header("Cache-Status").contains("fwd=miss") ? "miss" : "hit";
    }
}
