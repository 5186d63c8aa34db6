package dev.terrace.monitoring;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of the stream as a browser is one. */
record Follower(HttpClient client, Stream<String> lines, List<String> snapshots, String contentType)
        implements AutoCloseable {

    static Follower start(String token) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<Stream<String>> response = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + RestAssured.port + "/api/admin/caching/metrics/stream"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The stream answers " + response.statusCode());
        }
        List<String> snapshots = new CopyOnWriteArrayList<>();
        CompletableFuture.runAsync(() -> response.body()
                .filter(line -> line.startsWith("data:"))
                .forEach(line -> snapshots.add(line.substring("data:".length()))));
        return new Follower(
                client,
                response.body(),
                snapshots,
                response.headers().firstValue("content-type").orElse(""));
    }

    /** The newest snapshot; an empty one before the first. */
    JsonPath newest() {
        return JsonPath.from(snapshots.isEmpty() ? "{\"alerts\": [], \"caches\": []}" : snapshots.getLast());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
