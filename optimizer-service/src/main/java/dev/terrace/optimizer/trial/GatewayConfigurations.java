package dev.terrace.optimizer.trial;

import dev.terrace.optimizer.advice.Configurations;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's configurations through its admin API: the present version is read and named in the change, so that nobody else's change is
 * written over; when it moved in between, it is tried once more.
 */
public final class GatewayConfigurations implements Configurations {
    private static final int TRIES = 2;
    private static final int CONFLICT = 409;

    private final Vertx vertx;
    private final HttpClient client;
    private final String base;
    private final long timeoutMs;
    private final Supplier<String> token;

    /** The token is asked for at each change: its file may be renewed. */
    public GatewayConfigurations(Vertx vertx, String gateway, long timeoutMs, Supplier<String> token) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) timeoutMs));
        this.base = gateway.replaceAll("/+$", "") + "/api/admin/caching/configurations/";
        this.timeoutMs = timeoutMs;
        this.token = token;
    }

    private record Answer(int status, JsonObject body) {}

    @Override
    public Uni<Map<String, Double>> change(String cacheName, Map<String, Double> fields) {
        return change(cacheName, fields, TRIES);
    }

    private Uni<Map<String, Double>> change(String cacheName, Map<String, Double> fields, int tries) {
        return call(HttpMethod.GET, cacheName, null)
                .invoke(answer -> require(answer, "reading"))
                .flatMap(now -> call(HttpMethod.PATCH, cacheName, patch(now.body(), fields))
                        .flatMap(answer -> answer.status() == CONFLICT && tries > 1
                                ? change(cacheName, fields, tries - 1)
                                : Uni.createFrom()
                                        .item(answer)
                                        .invoke(done -> require(done, "changing"))
                                        .replaceWith(before(now.body(), fields))));
    }

    private static JsonObject patch(JsonObject now, Map<String, Double> fields) {
        JsonObject patch = new JsonObject().put("version", now.getLong("version"));
        fields.forEach((field, value) -> patch.put(field, number(value)));
        return patch;
    }

    /** Whole numbers go as such: a field may be an integer. */
    private static Number number(double value) {
        if (value == Math.rint(value)) {
            return (long) value;
        }
        return value;
    }

    private static Map<String, Double> before(JsonObject now, Map<String, Double> fields) {
        Map<String, Double> before = new HashMap<>();
        for (String field : fields.keySet()) {
            if (now.getValue(field) instanceof Number number) {
                before.put(field, number.doubleValue());
            }
        }
        return Map.copyOf(before);
    }

    private static void require(Answer answer, String what) {
        if (answer.status() / 100 != 2) {
            String detail = answer.body().getString("detail", "status " + answer.status());
            boolean refused = answer.status() < 500 && answer.status() != 401 && answer.status() != 429;
            throw new NotChangedException(what + " the configuration failed: " + detail, refused);
        }
    }

    private Uni<Answer> call(HttpMethod method, String cacheName, @Nullable JsonObject body) {
        return Uni.createFrom()
                .item(token)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(bearer -> options(method, cacheName, bearer))
                .flatMap(options -> Uni.createFrom().completionStage(() -> send(options, body)))
                .ifNoItem()
                .after(Duration.ofMillis(timeoutMs))
                .fail()
                .onFailure()
                .transform(failure ->
                        new NotChangedException("the gateway did not answer: " + failure.getMessage(), false));
    }

    private RequestOptions options(HttpMethod method, String cacheName, String bearer) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + URLEncoder.encode(cacheName, StandardCharsets.UTF_8))
                .setTimeout(timeoutMs)
                .putHeader("Authorization", "Bearer " + bearer)
                .putHeader("Content-Type", "application/json");
    }

    /**
     * Each step is set up on the thread that delivers its result: on another one the answer may have gone by before anybody listens, and
     * the call would only end with its timeout.
     */
    private CompletionStage<Answer> send(RequestOptions options, @Nullable JsonObject body) {
        Promise<Answer> whole = Promise.promise();
        vertx.runOnContext(now -> client.request(options)
                .flatMap(request -> body == null ? request.send() : request.send(Buffer.buffer(body.encode())))
                .flatMap(response -> response.body().map(bytes -> answer(response.statusCode(), bytes)))
                .onComplete(whole));
        return whole.future().toCompletionStage();
    }

    private static Answer answer(int status, Buffer body) {
        try {
            return new Answer(status, body.length() == 0 ? new JsonObject() : new JsonObject(body));
        } catch (DecodeException | ClassCastException e) {
            return new Answer(status, new JsonObject());
        }
    }
}
