package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.stream.DoubleStream;

/** Median, least and most of some values; at least one. */
@JsonNaming(SnakeCaseStrategy.class)
public record Spread(double median, double least, double most) {
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            throw new IllegalArgumentException("No values.");
        }
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }
}
