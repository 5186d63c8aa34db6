package dev.terrace.benchmarks.restart;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the reads of some time came to.
 *
 * @param reads that were answered
 * @param memory hits in memory
 * @param below hits in a tier below it
 * @param none in no tier: the origin would have been asked
 * @param failed anything else
 */
@JsonNaming(SnakeCaseStrategy.class)
record Second(long reads, long memory, long below, long none, long failed) {
    static final Second NOTHING = new Second(0, 0, 0, 0, 0);

    Second plus(Second other) {
        return new Second(
                reads + other.reads,
                memory + other.memory,
                below + other.below,
                none + other.none,
                failed + other.failed);
    }

    /** Hits in memory over all reads. */
    @JsonProperty
    double memoryRatio() {
        return reads == 0 ? 0 : (double) memory / reads;
    }

    /** Hits in any tier over all reads. */
    @JsonProperty
    double tiersRatio() {
        return reads == 0 ? 0 : (double) (memory + below) / reads;
    }

    /**
     * Seconds until that share of a former ratio was there again and stayed: the end of the first second from which on all have it. -1 when
     * the last one has not.
     */
    static int again(List<Second> seconds, ToDoubleFunction<Second> ratio, double wanted) {
        int from = seconds.size();
        while (from > 0 && ratio.applyAsDouble(seconds.get(from - 1)) >= wanted) {
            from--;
        }
        return from == seconds.size() ? -1 : from + 1;
    }
}
