package dev.terrace.cdn.boot;

import dev.terrace.cdn.edge.Edge;
import dev.terrace.cdn.edge.EdgeHeaders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** The edge's way to the delivery origin. */
final class HttpOrigin implements Edge.Origin {
    private static final int CONNECT_MS = 1_000;
    private static final long TIMEOUT_MS = 30_000;

    private final HttpClient client;
    private final String base;

    HttpOrigin(Vertx vertx, String base) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setMaxPoolSize(32));
        this.base = base;
    }

    @Override
    public Future<Edge.Response> fetch(String uri, String encoding) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(base + uri)
                .setTimeout(TIMEOUT_MS)
                .putHeader("Accept-Encoding", encoding);
        return client.request(options).flatMap(request -> request.send()).flatMap(response -> response.body()
                .map(body -> new Edge.Response(response.statusCode(), EdgeHeaders.endToEnd(response.headers()), body)));
    }
}
