package dev.terrace.optimizer.advice;

import dev.terrace.optimizer.analysis.forecast.Range;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is forecast of a cache. The hit ratio from its own series: that a curve and a configuration would shape it is not known here. */
public enum Figure {
    /** Reads and writes a second, from all nodes. */
    REQUESTS(Range.COUNTS),
    /** Hits a read. */
    HIT_RATIO(Range.SHARES),
    /** Resident bytes of the memory tier, on all nodes. */
    MEMORY(Range.COUNTS),
    /** Calls to the origin a second. */
    ORIGIN_CALLS(Range.COUNTS),
    /** Failed requests a second. */
    ERRORS(Range.COUNTS);

    private final Range range;

    Figure(Range range) {
        this.range = range;
    }

    /** Name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name; the load goes by three names. */
    public static Optional<Figure> named(String name) {
        return name.equals("load") || name.equals("throughput")
                ? Optional.of(REQUESTS)
                : Arrays.stream(values()).filter(f -> f.wireName().equals(name)).findFirst();
    }

    /** Values it can have; a memory tier does not outgrow its bound, 0 for none. */
    Range range(long maxBytes) {
        return this == MEMORY && maxBytes > 0 ? new Range(0, maxBytes) : range;
    }
}
