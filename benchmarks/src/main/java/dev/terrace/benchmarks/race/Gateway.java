package dev.terrace.benchmarks.race;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One gateway over a few connections that are kept. Calls never fail: without an answer it is {@link Answer#NONE}. */
final class Gateway {
    private static final int CONNECTIONS = 24;
    private static final long PATIENCE_MS = 30_000;
    private static final String POSITION = "Terrace-Position";

    private final HttpClient client;
    private final String credentials;
    private final int number;

    /** {@code number}: from 0, the oracle's. */
    Gateway(Vertx vertx, int number, String url, String token) {
        URI at = URI.create(url);
        this.number = number;
        this.credentials = "Bearer " + token;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(at.getHost())
                .setDefaultPort(at.getPort())
                .setMaxPoolSize(CONNECTIONS)
                .setTcpNoDelay(true)
                .setKeepAlive(true));
    }

    int number() {
        return number;
    }

    Future<Answer> get(String path, @Nullable String position) {
        RequestOptions request = request(HttpMethod.GET, path);
        if (position != null) {
            request.putHeader(POSITION, position);
        }
        return send(request, Buffer.buffer());
    }

    Future<Answer> post(String path, Buffer json) {
        return send(request(HttpMethod.POST, path).putHeader("Content-Type", "application/json"), json);
    }

    Future<Answer> put(String path, Buffer value) {
        return send(request(HttpMethod.PUT, path).putHeader("Content-Type", "text/plain"), value);
    }

    Future<Answer> delete(String path) {
        return send(request(HttpMethod.DELETE, path), Buffer.buffer());
    }

    private RequestOptions request(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setURI(path)
                .setIdleTimeout(PATIENCE_MS)
                .putHeader("Authorization", credentials);
    }

    private Future<Answer> send(RequestOptions options, Buffer body) {
        return client.request(options)
                .compose(request -> body.length() == 0 ? request.send() : request.send(body))
                .compose(Gateway::read)
                .recover(failure -> Future.succeededFuture(Answer.NONE));
    }

    private static Future<Answer> read(HttpClientResponse response) {
        String position = response.getHeader(POSITION);
        return response.body().map(body -> new Answer(response.statusCode(), position, body));
    }
}
