package dev.terrace.benchmarks.race;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** The origin of all raced caches, {@code /CACHE/KEY}: GET gives the counter, PUT sets it to what comes. */
final class CountingOrigin {
    private final HttpServer server;
    private final Map<String, Counters> caches = new HashMap<>();

    CountingOrigin(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /** Listens on a free port of loopback. */
    Future<Integer> listen() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    void serve(Counters counters) {
        caches.put(counters.cache(), counters);
    }

    private void answer(HttpServerRequest request) {
        String path = request.path();
        int slash = path.indexOf('/', 1);
        Counters counters = slash < 0 ? null : caches.get(path.substring(1, slash));
        int key = counters == null ? -1 : counters.number(path.substring(slash + 1));
        if (counters == null || key < 0) {
            request.response().setStatusCode(404).end();
        } else if (request.method() == HttpMethod.PUT) {
            request.body().onSuccess(body -> {
                counters.hold(key, Long.parseLong(body.toString()));
                request.response().setStatusCode(204).end();
            });
        } else {
            request.response().end(Buffer.buffer(Long.toString(counters.held(key))));
        }
    }
}
