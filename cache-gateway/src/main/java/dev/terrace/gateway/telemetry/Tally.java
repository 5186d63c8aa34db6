package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import java.util.Arrays;
import java.util.List;

/** All counters of a cache at one moment, or their growth between two. */
@SuppressWarnings("ArrayRecordComponent") // never written after construction, compared by value below
record Tally(long[] counts, long[][] tiers, long[] evictions, long[] early) {
    private static final TierName[] NAMES = TierName.values();

    /** The counters now. */
    static Tally of(CacheMeter meter, List<TierState> states) {
        long[][] tiers = new long[NAMES.length][];
        for (TierName name : NAMES) {
            tiers[name.ordinal()] = meter.tier(name).counts.snapshot();
        }
        long[] evictions = new long[NAMES.length];
        long[] early = new long[NAMES.length];
        for (TierState state : states) {
            evictions[state.tier().ordinal()] = state.evictions();
            early[state.tier().ordinal()] = state.earlyEvictions();
        }
        return new Tally(meter.counts.snapshot(), tiers, evictions, early);
    }

    /** The growth since an earlier moment. A tier that was opened anew counts its evictions from zero again. */
    Tally since(Tally earlier) {
        long[][] growth = new long[tiers.length][];
        for (int i = 0; i < growth.length; i++) {
            growth[i] = Counts.between(earlier.tiers[i], tiers[i]);
        }
        return new Tally(
                Counts.between(earlier.counts, counts),
                growth,
                growth(earlier.evictions, evictions),
                growth(earlier.early, early));
    }

    private static long[] growth(long[] from, long[] to) {
        long[] growth = Counts.between(from, to);
        for (int i = 0; i < growth.length; i++) {
            growth[i] = growth[i] < 0 ? to[i] : growth[i];
        }
        return growth;
    }

    /** Whether nothing was done with the cache between the two. */
    boolean sameUse(Tally other) {
        return Arrays.equals(counts, other.counts) && Arrays.deepEquals(tiers, other.tiers);
    }

    long of(Count kind) {
        return counts[kind.ordinal()];
    }

    long of(TierName tier, TierCount kind) {
        return tiers[tier.ordinal()][kind.ordinal()];
    }

    long evictions(TierName tier) {
        return evictions[tier.ordinal()];
    }

    long earlyEvictions(TierName tier) {
        return early[tier.ordinal()];
    }
}
