package dev.terrace.cachectl.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The suite's API. Every answer but a 2xx becomes a {@link SuiteException} that says what the problem+json says. */
public final class Suite {
    /** Reads and writes the wire's JSON. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final String ADMIN = "/api/admin/caching/";

    private final Access access;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    public Suite(Access access) {
        this.access = access;
    }

    /** The access it was made with. */
    public Access access() {
        return access;
    }

    /** GET of an admin path. */
    public JsonNode get(String path) {
        return json(send("GET", ADMIN + path, null, Map.of()));
    }

    /** POST of an admin path. */
    public JsonNode post(String path, Object body) {
        return withBody("POST", path, body);
    }

    /** PUT, PATCH or POST of an admin path. */
    public JsonNode withBody(String method, String path, Object body) {
        try {
            BodyPublisher publisher = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            return json(send(method, ADMIN + path, publisher, Map.of("Content-Type", "application/json")));
        } catch (IOException e) {
            throw new SuiteException(Exit.USAGE, "That is no JSON: " + e.getMessage());
        }
    }

    /** Any call; the answer is a 2xx. */
    public HttpResponse<byte[]> send(
            String method, String path, @Nullable BodyPublisher body, Map<String, String> headers) {
        HttpResponse<byte[]> answer = exchange(method, path, body, headers);
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        return answer;
    }

    /** Any call, any status. */
    public HttpResponse<byte[]> exchange(
            String method, String path, @Nullable BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(access.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + access.token())
                .method(method, body == null ? BodyPublishers.noBody() : body);
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SuiteException(
                    Exit.UNREACHABLE,
                    "The suite does not answer at " + access.url() + "; is it up? (./terrace status)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException(Exit.PROBLEM, "Interrupted.");
        }
    }

    /** What a refusal says. */
    public static SuiteException refused(HttpResponse<byte[]> answer) {
        JsonNode problem = json(answer);
        StringBuilder text = new StringBuilder(problem.path("detail").asText("HTTP " + answer.statusCode()));
        for (JsonNode error : problem.path("errors")) {
            text.append("\n  ")
                    .append(error.path("pointer").asText())
                    .append(": ")
                    .append(error.path("detail").asText());
        }
        return new SuiteException(Exit.PROBLEM, text.toString());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return answer.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(answer.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A path segment, percent-encoded. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
