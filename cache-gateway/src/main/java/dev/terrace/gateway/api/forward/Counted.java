package dev.terrace.gateway.api.forward;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that fails with 413 once it is longer than its bound: a length that was not declared is found out while it streams. */
final class Counted implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long most;
    private long seen;
    private @Nullable Handler<Throwable> failed;

    Counted(ReadStream<Buffer> body, long most) {
        this.body = body;
        this.most = most;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : chunk -> count(chunk, handler));
        return this;
    }

    private void count(Buffer chunk, Handler<Buffer> handler) {
        seen += chunk.length();
        if (seen <= most) {
            handler.handle(chunk);
        } else if (failed != null) {
            failed.handle(Problem.of(Kind.TOO_LARGE, "At most " + (most >> 20) + " MiB."));
            failed = null;
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }
}
