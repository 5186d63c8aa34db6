package dev.terrace.benchmarks.redishit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.report.Spread;
import dev.terrace.benchmarks.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Times of one kind of read, milliseconds, spread over the rounds.
 *
 * @param kind of read
 * @param count reads in all
 * @param p50Ms medians
 * @param p99Ms 99th percentiles
 * @param overP50Ms medians less the raw read's of the same round
 * @param overP99Ms the same of the 99th percentiles
 */
@JsonNaming(SnakeCaseStrategy.class)
record Row(String kind, long count, Spread p50Ms, Spread p99Ms, Spread overP50Ms, Spread overP99Ms) {
    private static final double NANOS_A_MS = 1e6;

    /** From a histogram of nanoseconds a round, and the raw read's. */
    static Row of(String kind, List<Histogram> rounds, List<Histogram> raw) {
        return new Row(
                kind,
                rounds.stream().mapToLong(Histogram::getTotalCount).sum(),
                Spread.of(rounds.stream().mapToDouble(round -> ms(round, 50))),
                Spread.of(rounds.stream().mapToDouble(round -> ms(round, 99))),
                over(rounds, raw, 50),
                over(rounds, raw, 99));
    }

    private static Spread over(List<Histogram> rounds, List<Histogram> raw, double percentile) {
        return Spread.of(IntStream.range(0, rounds.size())
                .mapToDouble(i -> ms(rounds.get(i), percentile) - ms(raw.get(i), percentile)));
    }

    private static double ms(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_A_MS;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |%n",
                kind,
                count,
                Table.spread("%.3f", p50Ms),
                Table.spread("%.3f", p99Ms),
                Table.spread("%.3f", overP50Ms),
                Table.spread("%.3f", overP99Ms));
    }
}
