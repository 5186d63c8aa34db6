package dev.terrace.benchmarks.race;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a racing run came to.
 *
 * @param reads answers that were judged, a key of a batch each
 * @param batched of these, in batches
 * @param withToken of these, single reads that showed the token of the newest acknowledged write
 * @param writes acknowledged bumps by kind; a pattern, a tag and a clear bump many keys
 * @param violations answers that were older than promised
 * @param examples some of them, in words
 * @param behind answers without a token, at another gateway than the one that acknowledged, that had been overtaken already
 * @param behindP50Ms how long they had been overtaken, milliseconds
 * @param behindP99Ms 99th percentile of that
 * @param behindMaxMs most
 * @param refusedReads reads that were answered with an error, or not at all
 * @param refusedWrites writes that were not acknowledged
 * @param seconds elapsed
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Outcome(
        long reads,
        long batched,
        long withToken,
        Map<String, Long> writes,
        long violations,
        List<String> examples,
        long behind,
        double behindP50Ms,
        double behindP99Ms,
        double behindMaxMs,
        long refusedReads,
        long refusedWrites,
        double seconds) {
    static Outcome of(Tally tally, List<Counters> raced, long nanos) {
        Histogram behind = new Histogram(3);
        raced.forEach(counters -> behind.add(counters.oracle().behind()));
        boolean none = behind.getTotalCount() == 0;
        return new Outcome(
                tally.reads(),
                tally.batched(),
                tally.withToken(),
                tally.writes().entrySet().stream()
                        .collect(Collectors.toMap(
                                counted -> counted.getKey().name().toLowerCase(java.util.Locale.ROOT),
                                Map.Entry::getValue,
                                Long::sum,
                                TreeMap::new)),
                tally.violated(),
                tally.violations(),
                tally.behind(),
                none ? 0 : behind.getValueAtPercentile(50) / 1000.0,
                none ? 0 : behind.getValueAtPercentile(99) / 1000.0,
                none ? 0 : behind.getMaxValue() / 1000.0,
                tally.refusedReads(),
                tally.refusedWrites(),
                nanos / 1e9);
    }

    /** Acknowledged bumps of all kinds. */
    public long written() {
        return writes.values().stream().mapToLong(Long::longValue).sum();
    }
}
