package dev.terrace.gateway.cache.view;

import java.util.Arrays;

/**
 * The bans of one cache, oldest first; immutable. Their number is bounded by the log, which raises the generation when it drops some. An
 * entry is matched against each ban once, because the check raises its asOf.
 */
final class Bans {
    static final Bans NONE = new Bans(new long[0], new Glob[0]);

    private final long[] offsets;
    private final Glob[] globs;

    private Bans(long[] offsets, Glob[] globs) {
        this.offsets = offsets;
        this.globs = globs;
    }

    /** Whether one that is newer than the offset matches. */
    boolean cover(String key, long asOf) {
        for (int i = offsets.length - 1; i >= 0 && offsets[i] > asOf; i--) {
            if (globs[i].matches(key)) {
                return true;
            }
        }
        return false;
    }

    Bans with(long offset, String glob) {
        int at = Arrays.binarySearch(offsets, offset);
        if (at >= 0 && globs[at].toString().equals(glob)) {
            return this;
        }
        int to = at >= 0 ? at : -at - 1;
        long[] o = new long[offsets.length + 1];
        Glob[] g = new Glob[globs.length + 1];
        System.arraycopy(offsets, 0, o, 0, to);
        System.arraycopy(globs, 0, g, 0, to);
        System.arraycopy(offsets, to, o, to + 1, offsets.length - to);
        System.arraycopy(globs, to, g, to + 1, globs.length - to);
        o[to] = offset;
        g[to] = Glob.of(glob);
        return new Bans(o, g);
    }

    Bans after(long generation) {
        int from = 0;
        while (from < offsets.length && offsets[from] <= generation) {
            from++;
        }
        return from == 0
                ? this
                : new Bans(
                        Arrays.copyOfRange(offsets, from, offsets.length),
                        Arrays.copyOfRange(globs, from, globs.length));
    }

    int size() {
        return offsets.length;
    }
}
