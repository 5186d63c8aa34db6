package dev.terrace.benchmarks.visibility;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One kind over some rounds, milliseconds.
 *
 * @param kind what took effect
 * @param count how often
 * @param p50Ms from the acknowledgement, median
 * @param p99Ms 99th percentile
 * @param maxMs most
 * @param sentP50Ms from the sending, median
 * @param sentP99Ms 99th percentile
 */
@JsonNaming(SnakeCaseStrategy.class)
record Row(String kind, long count, double p50Ms, double p99Ms, double maxMs, double sentP50Ms, double sentP99Ms) {
    static Row of(String kind, Histogram acknowledged, Histogram sent) {
        return new Row(
                kind,
                acknowledged.getTotalCount(),
                acknowledged.getValueAtPercentile(50) / 1000.0,
                acknowledged.getValueAtPercentile(99) / 1000.0,
                acknowledged.getMaxValue() / 1000.0,
                sent.getValueAtPercentile(50) / 1000.0,
                sent.getValueAtPercentile(99) / 1000.0);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                kind,
                count,
                p50Ms,
                p99Ms,
                maxMs,
                sentP50Ms,
                sentP99Ms);
    }
}
