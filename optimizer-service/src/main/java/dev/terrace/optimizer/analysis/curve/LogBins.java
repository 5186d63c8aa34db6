package dev.terrace.optimizer.analysis.curve;

/**
 * Bins for distances: one a value up to 32, then 16 an octave (6 % wide at most), up to 2^40. A value falls into the bin whose upper edge
 * is the first that is not below it.
 */
final class LogBins {
    static final int COUNT = 32 + 16 * 35;

    private LogBins() {}

    /** Bin of a distance of at least 1. */
    static int of(long distance) {
        if (distance <= 32) {
            return (int) Math.max(0, distance - 1);
        }
        long below = distance - 1;
        int octave = 63 - Long.numberOfLeadingZeros(below);
        int within = (int) (below >>> (octave - 4)) & 15;
        return Math.min(COUNT - 1, 32 + (octave - 5) * 16 + within);
    }

    /** The largest distance in the bin. */
    static long upper(int bin) {
        if (bin < 32) {
            return bin + 1L;
        }
        int octave = 5 + (bin - 32) / 16;
        int within = (bin - 32) % 16;
        return (1L << octave) + ((within + 1L) << (octave - 4));
    }

    /** The largest distance of the bin before, 0 for the first. */
    static long lower(int bin) {
        return bin == 0 ? 0 : upper(bin - 1);
    }
}
