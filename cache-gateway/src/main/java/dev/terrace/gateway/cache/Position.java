package dev.terrace.gateway.cache;

/**
 * A place in a coherence log: an epoch (rises when the log lost its memory) and an offset within it. Ordered; positions of different epochs
 * say nothing about each other's marks.
 *
 * @param epoch 0 before any log was seen
 * @param offset number of appends since the epoch began
 */
public record Position(long epoch, long offset) implements Comparable<Position> {
    /** Before everything. */
    public static final Position NONE = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
    }

    /** Whether this lies before the other. */
    public boolean before(Position other) {
        return compareTo(other) < 0;
    }

    /** As in {@code Terrace-Position}: opaque to callers. */
    public String token() {
        return Long.toString(epoch, 36) + "-" + Long.toString(offset, 36);
    }

    /**
     * Reads a token.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Position parse(String token) {
        int dash = token.indexOf('-');
        if (dash < 1 || token.length() > 256) {
            throw new IllegalArgumentException("Not a position.");
        }
        long epoch = Long.parseLong(token, 0, dash, 36);
        long offset = Long.parseLong(token, dash + 1, token.length(), 36);
        if (epoch < 0 || offset < 0) {
            throw new IllegalArgumentException("Not a position.");
        }
        return new Position(epoch, offset);
    }
}
