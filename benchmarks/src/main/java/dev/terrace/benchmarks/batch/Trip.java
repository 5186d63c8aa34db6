package dev.terrace.benchmarks.batch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one kind of batch asks of the servers, by their own count of commands (INFO commandstats).
 *
 * @param kind of batch
 * @param refused keys, over all batches
 * @param redis commands a batch at the Redis of the tier; what is below a tenth of one is left out: that is what runs beside
 * @param log the same at the Redis of the coherence log
 */
@JsonNaming(SnakeCaseStrategy.class)
record Trip(String kind, int refused, Map<String, Double> redis, Map<String, Double> log) {
    private static final double BESIDE = 0.1;

    /** Commands a batch between two counts. */
    static Map<String, Double> each(Map<String, Long> before, Map<String, Long> after, int batches) {
        Map<String, Double> each = new TreeMap<>();
        after.forEach((command, calls) -> {
            double a = (calls - before.getOrDefault(command, 0L)) / (double) batches;
            if (a >= BESIDE) {
                each.put(command, Math.round(a * 100) / 100.0);
            }
        });
        return each;
    }
}
