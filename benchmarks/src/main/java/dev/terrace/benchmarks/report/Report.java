package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a run measured: a subject beside its limit, round by round in turn.
 *
 * @param benchmark its name
 * @param head when and where
 * @param setting what asked, and how
 * @param targetCpuMicros what the subject is to cost at most, on two cores that do nothing else
 * @param subject what is measured
 * @param limit what it cannot beat
 * @param allocated bytes a request
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Report(
        String benchmark,
        Head head,
        Setting setting,
        double targetCpuMicros,
        Server subject,
        Server limit,
        Allocated allocated) {
    /**
     * What the event loops allocated a request, bytes; the JVM's own count for those threads.
     *
     * @param subject of what is measured
     * @param subjectWhole by all threads of it, whatever else they did
     * @param limit of the limit
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Allocated(double subject, double subjectWhole, double limit) {}

    /**
     * @param eventLoops that answered, in each server
     * @param load what asked
     * @param connections kept busy
     * @param roundSeconds length of a round
     * @param warmUpSeconds before the first, for each server
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Setting(int eventLoops, String load, int connections, long roundSeconds, long warmUpSeconds) {}

    /** The subject's cost over the limit's of the same round: what else the machine did bears on both. */
    @JsonProperty
    public Spread ratio() {
        return Table.ratio(subject, limit);
    }
}
