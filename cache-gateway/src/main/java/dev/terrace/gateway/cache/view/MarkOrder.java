package dev.terrace.gateway.cache.view;

import java.util.ArrayDeque;

/** Offsets and hashes, first in, first out, 16 bytes each, in pieces: it neither doubles nor stays as large as it once was. */
final class MarkOrder {
    private static final int PIECE = 2 * 4096;

    private final ArrayDeque<long[]> pieces = new ArrayDeque<>();
    private int first;
    private int end = PIECE;

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    void add(long offset, long hash) {
        if (end == PIECE) {
            pieces.addLast(new long[PIECE]);
            end = 0;
        }
        long[] last = pieces.getLast();
        last[end] = offset;
        last[end + 1] = hash;
        end += 2;
    }

    long firstOffset() {
        return pieces.getFirst()[first];
    }

    long firstHash() {
        return pieces.getFirst()[first + 1];
    }

    void removeFirst() {
        first += 2;
        if (pieces.size() == 1 && first == end) {
            clear();
        } else if (first == PIECE) {
            pieces.removeFirst();
            first = 0;
        }
    }

    void clear() {
        pieces.clear();
        first = 0;
        end = PIECE;
    }
}
