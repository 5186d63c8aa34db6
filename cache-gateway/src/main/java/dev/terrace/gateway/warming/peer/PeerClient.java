package dev.terrace.gateway.warming.peer;

import dev.terrace.gateway.cache.CacheSpec;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks another gateway what its memory holds, with a token that gateways sign. An answer takes {@value #LIMIT_MS} ms at most; one
 * that announces more than {@value #MOST_BYTES} bytes, or none, is not read.
 */
public final class PeerClient {
    /** Below it: a cache's name. */
    public static final String PATH = "/api/internal/peer/";

    private static final long LIMIT_MS = 5000;
    private static final long CONNECT_MS = 1000;
    private static final long MOST_BYTES = 64L << 20;

    private final HttpClient client;
    private final Supplier<String> token;

    /** {@code token}: one that is valid now. */
    public PeerClient(HttpClient client, Supplier<String> token) {
        this.client = client;
        this.token = token;
    }

    /** Keys it has in memory, hottest first. */
    Uni<List<String>> keys(Peer peer, String cache, int most) {
        String uri = PATH + encoded(cache) + "/keys?most=" + most;
        return send(peer, HttpMethod.GET, uri, Buffer.buffer()).map(bytes -> Frames.keys(bytes, most));
    }

    /** What it has of these keys, at most 1,024. */
    Uni<Frames.Answer> entries(Peer peer, CacheSpec spec, List<String> keys) {
        Frames.Out question = new Frames.Out();
        keys.forEach(question::key);
        String uri = PATH + encoded(spec.name()) + "/entries?version=" + spec.version();
        return send(peer, HttpMethod.POST, uri, Buffer.buffer(question.keys())).map(Frames::answer);
    }

    private static String encoded(String cache) {
        return URLEncoder.encode(cache, StandardCharsets.UTF_8);
    }

    private Uni<byte[]> send(Peer peer, HttpMethod method, String uri, Buffer body) {
        return Uni.createFrom().emitter(caller -> {
            RequestOptions target = new RequestOptions()
                    .setMethod(method)
                    .setHost(peer.address().getHost())
                    .setPort(peer.port())
                    .setSsl(peer.tls())
                    .setURI(uri)
                    .setConnectTimeout(CONNECT_MS)
                    .setTimeout(LIMIT_MS)
                    .putHeader("Authorization", "Bearer " + token.get())
                    .putHeader("Content-Type", "application/octet-stream")
                    .putHeader("Accept", "application/octet-stream, application/problem+json");
            client.request(target)
                    .flatMap(request -> request.send(body).flatMap(PeerClient::read))
                    .onComplete(answer -> {
                        if (answer.succeeded()) {
                            caller.complete(answer.result().getBytes());
                        } else {
                            caller.fail(answer.cause());
                        }
                    });
        });
    }

    private static Future<Buffer> read(HttpClientResponse answer) {
        String length = answer.getHeader("Content-Length");
        boolean bounded = length != null && length.length() < 10 && Long.parseLong(length) <= MOST_BYTES;
        if (answer.statusCode() == 200 && bounded) {
            return answer.body();
        }
        answer.exceptionHandler(ended -> {});
        answer.request().reset();
        return Future.failedFuture("status " + answer.statusCode() + (bounded ? "" : ", of no bounded length"));
    }
}
