package dev.terrace.gateway.api.data;

import dev.terrace.gateway.cache.Blobs;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What came of a body and is not stored yet, cut into chunks of {@link Blobs#CHUNK_BYTES}. On one event loop. */
final class Chunks {
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private byte[] chunk = new byte[Blobs.CHUNK_BYTES];
    private int headAt;
    private int filled;

    /** {@code taken} is run when nothing is held of the bytes any more. */
    private record Piece(Buffer bytes, Runnable taken) {}

    void add(Buffer bytes) {
        add(bytes, () -> {});
    }

    void add(Buffer bytes, Runnable taken) {
        waiting.add(new Piece(bytes, taken));
    }

    /** The next chunk; once the body has {@code ended} also a shorter one. Null when there is none. */
    byte @Nullable [] next(boolean ended) {
        fill();
        if (filled < chunk.length && (!ended || filled == 0)) {
            return null;
        }
        byte[] next = filled == chunk.length ? chunk : Arrays.copyOf(chunk, filled);
        chunk = new byte[Blobs.CHUNK_BYTES];
        filled = 0;
        return next;
    }

    private void fill() {
        while (filled < chunk.length && !waiting.isEmpty()) {
            Piece head = waiting.getFirst();
            int n = Math.min(head.bytes.length() - headAt, chunk.length - filled);
            head.bytes.getBytes(headAt, headAt + n, chunk, filled);
            filled += n;
            headAt += n;
            if (headAt == head.bytes.length()) {
                waiting.removeFirst();
                headAt = 0;
                head.taken.run();
            }
        }
    }

    /** Lets go of what waits. */
    void clear() {
        waiting.clear();
    }
}
