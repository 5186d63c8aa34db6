package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.ContentTag;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * A body on its way into a blob, on its event loop: one chunk fills, one is being stored, and the request is paused meanwhile. When all of it is
 * durable its manifest is written as the key's value. What does not come to that is deleted at once, or by the sweep.
 */
final class Upload {
    private static final Logger LOG = Logger.getLogger(Upload.class);

    private final Exchange exchange;
    private final Streams streams;
    private final Target target;
    private final Blobs.Ref ref;
    private final ContentTag tag;
    private final Chunks chunks = new Chunks();
    private Runnable finished = () -> {};
    private int number;
    private long received;
    private boolean ended;
    /** A call to the store is on its way. */
    private boolean busy;
    /** No more is taken; what was stored goes. */
    private boolean stopped;
    /** All is stored and sealed; the manifest decides now. */
    private boolean sealed;

    /** Where it goes. */
    record Target(CacheHandle cache, String key, Blobs blobs, Writes.Parts parts) {}

    Upload(Exchange exchange, Streams streams, Target target) {
        this.exchange = exchange;
        this.streams = streams;
        this.target = target;
        this.ref = new Blobs.Ref(CacheKey.of(target.cache.spec().name(), target.key), UUID.randomUUID());
        this.tag = new ContentTag(target.parts.type());
    }

    /** Begins with a body of which nothing has come yet; the request is paused. */
    void start() {
        start(Buffer.buffer(), Buffer.buffer(), () -> {});
    }

    /** Begins with what has come by now; {@code stored} is run when nothing is held of {@code first} any more. */
    void start(Buffer first, Buffer next, Runnable stored) {
        if (BodyReader.declared(exchange) > max()) {
            throw tooLarge();
        }
        finished = streams.up(exchange, () -> received, this::stuck);
        exchange.request.handler(this::come);
        exchange.request.endHandler(end -> end());
        exchange.request.exceptionHandler(failure -> abandon());
        exchange.response.closeHandler(closed -> abandon());
        received = (long) first.length() + next.length();
        if (received > 0) {
            chunks.add(first, stored);
            chunks.add(next);
        } else if (exchange.header(Names.EXPECT) != null) {
            exchange.response.writeContinue();
        }
        call(target.blobs.begin(ref), this::pump);
    }

    private long max() {
        return target.cache.spec().maxLargeBytes();
    }

    private void come(Buffer data) {
        if (stopped) {
            return;
        }
        received += data.length();
        if (received > max()) {
            stop(tooLarge());
            return;
        }
        chunks.add(data);
        pump();
    }

    private void end() {
        ended = true;
        pump();
    }

    private void pump() {
        if (busy || stopped || sealed) {
            return;
        }
        byte[] chunk = chunks.next(ended);
        if (chunk != null) {
            store(chunk);
        } else if (ended) {
            call(target.blobs.seal(ref, received), this::write);
        } else {
            exchange.request.resume();
        }
    }

    private void store(byte[] chunk) {
        exchange.request.pause();
        tag.add(chunk);
        call(target.blobs.append(ref, number++, chunk), this::pump);
    }

    /** The next step follows when the store has done this one. A client that is gone by then wanted none. */
    private void call(Uni<Void> step, Runnable next) {
        busy = true;
        step.subscribe()
                .with(
                        done -> exchange.on(() -> {
                            busy = false;
                            if (stopped) {
                                discard();
                            } else {
                                next.run();
                            }
                        }),
                        this::failed);
    }

    private void failed(Throwable failure) {
        exchange.on(() -> {
            busy = false;
            if (stopped) {
                discard();
            } else {
                stop(away(failure));
            }
        });
    }

    /**
     * From here on the client may go: the write is as any other. A process that was stopped for long before it named the blob may find it
     * swept: it is sealed once more, now that a record names it.
     */
    private void write() {
        sealed = true;
        Manifest manifest = new Manifest(ref.id(), received, Blobs.CHUNK_BYTES, tag.etag());
        Writes.Parts parts = target.parts;
        NewValue value = new NewValue(manifest.bytes(), parts.type(), parts.ttlMs(), parts.tags(), true);
        target.cache
                .write(target.key, value, parts.condition())
                .call(result -> result instanceof WriteResult.Done
                        ? target.blobs.seal(ref, received).onFailure().transform(this::away)
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(
                        result -> exchange.on(() -> {
                            finished.run();
                            if (result instanceof WriteResult.ConditionFailed) {
                                forget(target.blobs.release(ref));
                            }
                            Writes.answer(exchange, result);
                        }),
                        failure -> {
                            finished.run();
                            exchange.failed(failure);
                        });
    }

    private Problem away(Throwable failure) {
        LOG.warnf("large value not stored cache=%s: %s", ref.key().cache(), failure.getMessage());
        return Problem.of(Kind.UNAVAILABLE, "The place where large values lie is away.");
    }

    private void stop(Problem problem) {
        halt();
        exchange.problem(problem);
    }

    /** The client is gone: nothing is written. */
    private void abandon() {
        if (!stopped && !sealed) {
            halt();
            exchange.end();
        }
    }

    private void halt() {
        stopped = true;
        chunks.clear();
        if (!busy) {
            discard();
        }
    }

    private void discard() {
        finished.run();
        forget(target.blobs.discard(ref));
    }

    private void forget(Uni<Void> deletion) {
        deletion.subscribe()
                .with(
                        done -> {},
                        left -> LOG.infof(
                                "blob left to the sweep cache=%s: %s", ref.key().cache(), left.getMessage()));
    }

    /** While the store is at it, it is not the client that does not get on. */
    private void stuck() {
        if (!busy && !stopped && !sealed) {
            halt();
            exchange.cut();
        }
    }

    private Problem tooLarge() {
        return Problem.of(Kind.TOO_LARGE, "The body is larger than the " + max() + " bytes allowed here.");
    }
}
