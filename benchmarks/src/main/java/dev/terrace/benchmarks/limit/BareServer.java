package dev.terrace.benchmarks.limit;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit: a Vert.x handler that answers every request with one body and a few fixed headers. It looks at nothing and counts nothing, so
 * what the gateway costs more is what the gateway does. A process of its own; its first line on the standard output is its port.
 */
public final class BareServer extends AbstractVerticle {
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");
    private static final CharSequence HIT = HttpHeaders.createOptimized("bare; hit");
    private static final CharSequence OCTETS = HttpHeaders.createOptimized("application/octet-stream");
    private static final CharSequence TAG = HttpHeaders.createOptimized("\"0123456789abcdef\"");

    private final byte[] body;
    private final int wantedPort;
    private final AtomicInteger port;

    private BareServer(byte[] body, int wantedPort, AtomicInteger port) {
        this.body = body;
        this.wantedPort = wantedPort;
        this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(wantedPort, "127.0.0.1")
                .<Void>map(server -> {
                    port.set(server.actualPort());
                    return null;
                })
                .onComplete(started);
    }

    private void answer(HttpServerRequest request) {
        request.response()
                .putHeader(CACHE_STATUS, HIT)
                .putHeader(HttpHeaders.ETAG, TAG)
                .putHeader(HttpHeaders.CONTENT_TYPE, OCTETS)
                .end(Buffer.buffer(io.netty.buffer.Unpooled.wrappedBuffer(body)));
    }

    /** {@code args}: the body's length in bytes, and the number of event loops, each with a server of its own. */
    public static void main(String[] args) {
        byte[] body = "x".repeat(Integer.parseInt(args[0])).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int loops = Integer.parseInt(args[1]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
        AtomicInteger port = new AtomicInteger();
        DeploymentOptions each = new DeploymentOptions().setInstances(loops);
        // The negative port is one free port that all instances share.
        vertx.deployVerticle(() -> new BareServer(body, -1, port), each).onComplete(deployed -> {
            if (deployed.succeeded()) {
                System.out.println(port.get());
            } else {
                System.err.println("not listening reason=" + deployed.cause().getMessage());
                System.exit(1);
            }
        });
    }
}
