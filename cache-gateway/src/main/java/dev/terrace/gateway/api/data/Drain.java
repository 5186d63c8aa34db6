package dev.terrace.gateway.api.data;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers a request whose body is still on its way: the answer goes out whole at once; the rest of the body is read and thrown away, so
 * that a client that sends first and reads then sees the answer, and the connection stays usable. Past the bounds it is closed.
 */
final class Drain {
    static final long MAX_BYTES = 256L << 20;
    static final long MAX_MS = 30_000;

    private final HttpServerRequest request;
    private long left = MAX_BYTES;

    private Drain(HttpServerRequest request) {
        this.request = request;
    }

    /** Whether there is a body that was not read to its end. */
    static boolean needed(Exchange exchange) {
        if (exchange.request.isEnded()) {
            return false;
        }
        String length = exchange.header(Names.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || exchange.header(Names.TRANSFER_ENCODING) != null;
    }

    static void answer(Exchange exchange, byte[] body) {
        if (exchange.header(Names.EXPECT) != null) {
            exchange.response.putHeader(Names.CONNECTION, Names.CLOSE);
            exchange.response
                    .end(Buffer.buffer(body))
                    .onComplete(done -> exchange.request.connection().close());
            return;
        }
        exchange.response.putHeader(Names.CONTENT_LENGTH, Integer.toString(body.length));
        exchange.response.write(Buffer.buffer(body));
        new Drain(exchange.request).start(exchange);
    }

    private void start(Exchange exchange) {
        long timer = exchange.vertx.setTimer(MAX_MS, id -> request.connection().close());
        request.handler(chunk -> {
            left -= chunk.length();
            if (left < 0) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {
            exchange.vertx.cancelTimer(timer);
            exchange.response.end();
        });
        request.exceptionHandler(failure -> exchange.vertx.cancelTimer(timer));
        request.resume();
    }
}
