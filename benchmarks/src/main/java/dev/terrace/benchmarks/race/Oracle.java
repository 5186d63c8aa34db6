package dev.terrace.benchmarks.race;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the counters of one cache: which versions exist, which were acknowledged, by which gateway and when. A version only
 * rises; that a key is gone is a version too. An answer is judged by what was acknowledged before its read was sent, so an error in time goes
 * in the product's favour by the length of a request, never against it.
 *
 * <p>Promised of a strict cache (docs/adr/0001-coherence.md): the gateway that acknowledged, and every gateway that is shown the token, give
 * nothing older from then on; the others nothing that was overtaken more than {@link #LIMIT_NANOS} ago.
 *
 * <p>For one thread.
 */
final class Oracle {
    /** How long others may give what was overtaken. */
    static final long LIMIT_NANOS = 2_000_000_000L;

    /** Acknowledgements remembered a key: more than one key gets in {@link #LIMIT_NANOS}. */
    private static final int REMEMBERED = 64;

    /** The longest staleness that is told apart, microseconds. */
    private static final long LONGEST_MICROS = 600_000_000L;

    /** What an answer is worth. */
    enum Verdict {
        /** As new as anything acknowledged. */
        NEWEST,
        /** Overtaken on another gateway within the limit. */
        BEHIND,
        /** Older than what this gateway, or the token, had promised: a violation. */
        BROKEN,
        /** Overtaken more than the limit ago: a violation. */
        TOO_OLD,
        /** A version that nobody has written: a violation. */
        INVENTED;

        boolean violation() {
            return this == BROKEN || this == TOO_OLD || this == INVENTED;
        }
    }

    /** The newest acknowledgement of a key: {@code token} is the position that came with it. */
    record Acknowledged(long version, @Nullable String token) {}

    private static final Acknowledged NOTHING = new Acknowledged(0, null);

    private final long[] issued;
    private final long[] absent;
    private final long[][] on;
    private final Acknowledged[] newest;
    private final long[][] versions;
    private final long[][] nanos;
    private final int[] count;
    private final Histogram behind = new Histogram(LONGEST_MICROS, 3);

    Oracle(int keys, int gateways) {
        issued = new long[keys];
        absent = new long[keys];
        on = new long[gateways][keys];
        newest = new Acknowledged[keys];
        Arrays.fill(newest, NOTHING);
        versions = new long[keys][REMEMBERED];
        nanos = new long[keys][REMEMBERED];
        count = new int[keys];
    }

    /** The next version of a key; from now on it may be seen. */
    long issue(int key) {
        return ++issued[key];
    }

    /** The next version of a key, which is that it is gone. */
    long issueAbsence(int key) {
        absent[key] = ++issued[key];
        return absent[key];
    }

    /** The newest version there is. */
    long issued(int key) {
        return issued[key];
    }

    /** The version that the answer "not there" stands for: the newest absence. */
    long absence(int key) {
        return absent[key];
    }

    /** A gateway has acknowledged a version, and thereby all before it. */
    void acknowledge(int key, long version, int gateway, @Nullable String token, long now) {
        on[gateway][key] = Math.max(on[gateway][key], version);
        if (version > newest[key].version()) {
            newest[key] = new Acknowledged(version, token);
        }
        int place = count[key]++ % REMEMBERED;
        versions[key][place] = version;
        nanos[key][place] = now;
    }

    /** What a read of that gateway that begins now must not go below. */
    long bound(int gateway, int key) {
        return on[gateway][key];
    }

    /** What a read with that token that begins now must not go below. */
    Acknowledged newest(int key) {
        return newest[key];
    }

    /**
     * Judges an answer.
     *
     * @param version what was answered
     * @param bound {@link #bound} or the token's version, taken before the read was sent
     * @param sent when the read was sent, nanoseconds
     */
    Verdict judge(int key, long version, long bound, long sent) {
        if (version > issued[key] || version < 0) {
            return Verdict.INVENTED;
        }
        if (version < bound) {
            return Verdict.BROKEN;
        }
        long overtaken = overtaken(key, version, sent);
        if (overtaken <= 0) {
            return Verdict.NEWEST;
        }
        if (overtaken > LIMIT_NANOS) {
            return Verdict.TOO_OLD;
        }
        behind.recordValue(Math.min(LONGEST_MICROS, overtaken / 1000));
        return Verdict.BEHIND;
    }

    /** How long before {@code sent} something newer had been acknowledged first; 0 or less when nothing had. */
    private long overtaken(int key, long version, long sent) {
        if (version >= newest[key].version()) {
            return 0;
        }
        long longest = 0;
        for (int i = 0; i < Math.min(count[key], REMEMBERED); i++) {
            if (versions[key][i] > version) {
                longest = Math.max(longest, sent - nanos[key][i]);
            }
        }
        return longest;
    }

    /** How far behind answers of other gateways were that were behind at all, microseconds since they were overtaken. */
    Histogram behind() {
        return behind;
    }
}
