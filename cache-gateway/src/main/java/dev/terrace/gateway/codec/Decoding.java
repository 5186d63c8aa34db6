package dev.terrace.gateway.codec;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;

/** What bytes out of a store came to. */
public sealed interface Decoding {
    /** The entry that was encoded under this key. */
    record Decoded(Entry entry) implements Decoding {}

    /** A mark in place of an entry: it was removed at that position. */
    record Deleted(Position at) implements Decoding {}

    /** Not to be used: counted, and removed by the tier. */
    record Refused(Reason reason) implements Decoding {}

    /** Why bytes were refused. */
    enum Reason {
        /** Fewer or more bytes than the header says. */
        CUT,
        MAGIC,
        /** A version or flag that this reader does not know. */
        VERSION,
        /** A length beyond what is allowed. */
        LENGTH,
        CHECKSUM,
        /** Encoded for another key: moved, or a collision of hashes. */
        WRONG_KEY,
        COMPRESSION,
        /** Sealed for another place, with another key, or altered since. */
        SEAL,
        /** In the clear, in a cache that is encrypted. */
        UNSEALED,
        /** Sealed with a key that this node does not hold: not broken, only not readable here. */
        KEY,
        /** Packed with a dictionary that this node does not hold yet: not broken, only not readable here. */
        DICTIONARY;

        /** Whether another node may well read these bytes: they stay where they are. */
        public boolean onlyHere() {
            return this == KEY || this == DICTIONARY;
        }
    }
}
