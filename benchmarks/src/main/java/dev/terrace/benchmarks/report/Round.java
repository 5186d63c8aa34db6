package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.terrace.benchmarks.load.Done;

/**
 * One round of one server. Of requests that are for many keys each, processor time, count and rate are those of keys, times those of requests.
 *
 * @param cpuMicros processor time of the server a request, microseconds, user and kernel
 * @param requests answered in this round
 * @param failed requests
 * @param perSecond requests a second
 * @param p50Micros median time of an answer
 * @param p99Micros 99th percentile
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Round(
        double cpuMicros, long requests, long failed, double perSecond, double p50Micros, double p99Micros) {
    /** A round in which the server used that much processor time, microseconds. */
    public static Round of(Done done, long usedMicros) {
        return of(done, 1, usedMicros);
    }

    /** A round of requests that were for so many keys each. */
    public static Round of(Done done, int keys, long usedMicros) {
        if (done.requests() == 0) {
            throw new IllegalStateException("No request was answered.");
        }
        return new Round(
                (double) usedMicros / done.requests() / keys,
                done.requests() * keys,
                done.failed(),
                done.perSecond() * keys,
                done.p50Micros(),
                done.p99Micros());
    }
}
