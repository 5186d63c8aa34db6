package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Bytes of values that are too large to be held, beside the records that name them. A blob is written once, chunk after chunk, sealed, and never
 * changed. Failures are failed Unis; completions may come on any thread.
 */
public interface Blobs {
    /** Bytes of every chunk but the last one of a blob. */
    int CHUNK_BYTES = 512 << 10;

    /**
     * Names a blob.
     *
     * @param key whose record is to name it
     * @param id random, used once
     */
    record Ref(CacheKey key, UUID id) {}

    /** Nothing is there, or no longer. */
    final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Of that blob. */
        public GoneException(Ref ref) {
            super("The blob " + ref.id() + " is not there.");
        }
    }

    /** What is there is not what was written. */
    final class DamagedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** A chunk of that blob. */
        public DamagedException(Ref ref, int number) {
            super("Chunk " + number + " of the blob " + ref.id() + " is damaged.");
        }
    }

    /**
     * What is kept beside a chunk to know it again: CRC-32C over blob, number and bytes, so that a chunk at another's place is found too.
     */
    static int check(Ref ref, int number, byte[] chunk) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(20)
                .putLong(ref.id().getMostSignificantBits())
                .putLong(ref.id().getLeastSignificantBits())
                .putInt(number)
                .flip());
        sum.update(chunk);
        return (int) sum.getValue();
    }

    /** What a sweep found. */
    record Swept(int blobs, long bytes) {
        /** Both together. */
        public Swept plus(Swept other) {
            return new Swept(blobs + other.blobs, bytes + other.bytes);
        }
    }

    /** Begins an empty one. */
    Uni<Void> begin(Ref ref);

    /** Adds a chunk; {@code number} counts from 0 without gaps, one call at a time. Fails with {@link GoneException} when it was swept. */
    Uni<Void> append(Ref ref, int number, byte[] chunk);

    /**
     * Durable and whole when it has returned; fails when it has not that length. To be called again once a record names it: it may have been
     * condemned in between, and it stays from then on, or this fails with {@link GoneException}.
     */
    Uni<Void> seal(Ref ref, long length);

    /**
     * A chunk of a sealed blob; fails with {@link GoneException} when it is not there, with {@link DamagedException} when it is not what was
     * written.
     */
    Uni<byte[]> read(Ref ref, int number);

    /** Deletes it whatever names it: for one that no record was ever to name. */
    Uni<Void> discard(Ref ref);

    /** Deletes it unless the key's record names it. */
    Uni<Void> release(Ref ref);

    /**
     * One batch: condemns what no record names, deletes what was condemned so long ago and is still unnamed. Covers at least the cache that
     * this was opened for.
     */
    Uni<Swept> sweep(Duration grace);
}
