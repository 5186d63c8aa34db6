package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.ContentTag;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Manifest;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A large value, or a range of it, on its way out, on its event loop: a chunk is read when the one before has left. A whole one is digested and
 * its last chunk held back until the digest fits; what goes wrong after the head was sent closes the connection, so no cut body looks whole.
 */
final class Download {
    private static final Logger LOG = Logger.getLogger(Download.class);

    private final Exchange exchange;
    private final Streams streams;
    private final Blobs blobs;
    private final Blobs.Ref ref;
    private final Entry entry;
    private final Manifest manifest;
    private final @Nullable ByteRange range;
    private final Runnable gone;
    private final ContentTag tag;
    private final long first;
    private final long last;
    private int number;
    private long sent;
    private boolean begun;
    private boolean draining;
    private boolean over;
    private Runnable finished = () -> {};

    /** {@code range}: null for all of it; {@code gone} is run when it is found missing before anything was sent. */
    Download(
            Exchange exchange,
            Streams streams,
            Blobs blobs,
            Blobs.Ref ref,
            Entry entry,
            @Nullable ByteRange range,
            Runnable gone) {
        this.exchange = exchange;
        this.streams = streams;
        this.blobs = blobs;
        this.ref = ref;
        this.entry = entry;
        this.manifest = Manifest.of(entry.value());
        this.range = range;
        this.gone = gone;
        this.tag = new ContentTag(entry.contentType());
        this.first = range == null ? 0 : range.first();
        this.last = range == null ? manifest.length() - 1 : range.last();
        this.number = (int) (first / manifest.chunkBytes());
    }

    void start() {
        finished = streams.down(exchange, () -> sent, this::stuck);
        exchange.response.closeHandler(closed -> stop());
        exchange.response.exceptionHandler(failure -> stop());
        next();
    }

    private void next() {
        if (over) {
            return;
        }
        blobs.read(ref, number)
                .subscribe()
                .with(chunk -> exchange.on(() -> write(chunk)), failure -> exchange.on(() -> failed(failure)));
    }

    private void write(byte[] chunk) {
        if (over) {
            return;
        }
        long start = (long) number * manifest.chunkBytes();
        long expected = Math.min(manifest.chunkBytes(), manifest.length() - start);
        boolean end = start + expected > last;
        if (chunk.length != expected || (range == null && !fits(chunk, end))) {
            failed(new IllegalStateException("The blob is damaged."));
            return;
        }
        head();
        int from = (int) Math.max(0, first - start);
        int to = (int) Math.min(expected, last + 1 - start);
        Buffer part = Buffer.buffer(Unpooled.wrappedBuffer(chunk, from, to - from));
        sent += to - from;
        number++;
        if (end) {
            stop();
            exchange.response.end(part);
            return;
        }
        exchange.response.write(part);
        if (exchange.response.writeQueueFull()) {
            draining = true;
            exchange.response.drainHandler(drained -> drained());
        } else {
            next();
        }
    }

    /** The handler stays and is called at every drain; a chunk is asked for once. */
    private void drained() {
        if (draining) {
            draining = false;
            next();
        }
    }

    private boolean fits(byte[] chunk, boolean end) {
        tag.add(chunk);
        return !end || tag.etag().equals(manifest.etag());
    }

    private void head() {
        if (begun) {
            return;
        }
        begun = true;
        if (range != null) {
            exchange.response.setStatusCode(206).putHeader(Names.CONTENT_RANGE, range.contentRange(manifest.length()));
        }
        exchange.response.putHeader(Names.CONTENT_LENGTH, Long.toString(last - first + 1));
    }

    private void failed(Throwable failure) {
        if (over) {
            return;
        }
        stop();
        if (begun) {
            LOG.warnf(
                    "large value cut off cache=%s etag=%s: %s", ref.key().cache(), entry.etag(), failure.getMessage());
            exchange.cut();
        } else if (failure instanceof Blobs.GoneException) {
            gone.run();
        } else {
            LOG.warnf("large value not read cache=%s: %s", ref.key().cache(), failure.getMessage());
            exchange.problem(Problem.of(Kind.UNAVAILABLE, "The place where large values lie cannot be read."));
        }
    }

    private void stop() {
        over = true;
        finished.run();
    }

    /** A client that takes nothing for so long. */
    private void stuck() {
        stop();
        exchange.cut();
    }
}
