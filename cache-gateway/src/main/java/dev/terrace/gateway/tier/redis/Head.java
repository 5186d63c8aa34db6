package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Stamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the server keeps of a cache beside its entries. The incarnation is drawn when the head is made from nothing: a ticket that was taken
 * before the head was lost never fits again, so a fill from before the loss cannot slip under a floor that was raised anew.
 */
record Head(
        Incarnation incarnation,
        Position generation,
        @Nullable Position floor) {
    private static final int BYTES = 41;

    /** The head in those bytes, null when there is none. */
    static @Nullable Head read(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length != BYTES) {
            return null;
        }
        Incarnation incarnation = new Incarnation(Arrays.copyOfRange(bytes, 1, 9));
        return new Head(incarnation, Stamp.position(bytes, 9), bytes[0] == '1' ? Stamp.position(bytes, 25) : null);
    }

    /** Eight random bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to a script, never compared here
    record Incarnation(byte[] bytes) {}
}
