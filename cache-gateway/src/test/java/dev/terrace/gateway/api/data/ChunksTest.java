package dev.terrace.gateway.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.terrace.gateway.cache.Blobs;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
    private static final int CHUNK = Blobs.CHUNK_BYTES;

    private final Chunks chunks = new Chunks();

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7})
    void givesTheBytesInTheirOrderHoweverTheyCame(int length) {
        byte[] all = bytes(length);
        Random sizes = new Random(7);
        for (int at = 0; at < length; ) {
            int n = Math.min(length - at, 1 + sizes.nextInt(CHUNK));
            chunks.add(Buffer.buffer(Arrays.copyOfRange(all, at, at + n)));
            at += n;
        }
        Buffer given = Buffer.buffer();
        for (byte[] next = chunks.next(true); next != null; next = chunks.next(true)) {
            assertEquals(Math.min(CHUNK, length - given.length()), next.length);
            given.appendBytes(next);
        }
        assertArrayEquals(all, given.getBytes());
    }

    @Test
    void waitsForAWholeChunkUntilTheBodyHasEnded() {
        chunks.add(Buffer.buffer(bytes(CHUNK - 1)));
        assertNull(chunks.next(false));
        assertEquals(CHUNK - 1, chunks.next(true).length);
        assertNull(chunks.next(true), "an end is no empty chunk");
    }

    @Test
    void saysOnceWhenAPieceIsTaken() {
        AtomicInteger taken = new AtomicInteger();
        chunks.add(Buffer.buffer(bytes(CHUNK + 1)), taken::incrementAndGet);
        chunks.next(false);
        assertEquals(0, taken.get(), "a byte of it is still held");
        chunks.next(false);
        chunks.next(true);
        assertEquals(1, taken.get());
    }

    @Test
    void whatWaitedIsGoneWhenItIsCleared() {
        chunks.add(Buffer.buffer(bytes(10)));
        chunks.clear();
        assertNull(chunks.next(true));
    }
}
