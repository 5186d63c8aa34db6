package dev.terrace.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one server.
 *
 * @param name for people
 * @param pssMib its memory after the last round
 * @param rounds in order
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Server(String name, double pssMib, List<Round> rounds) {
    @JsonProperty
    public Spread cpuMicros() {
        return over(Round::cpuMicros);
    }

    @JsonProperty
    public Spread perSecond() {
        return over(Round::perSecond);
    }

    @JsonProperty
    public Spread p50Micros() {
        return over(Round::p50Micros);
    }

    @JsonProperty
    public Spread p99Micros() {
        return over(Round::p99Micros);
    }

    @JsonProperty
    public long failed() {
        return rounds.stream().mapToLong(Round::failed).sum();
    }

    private Spread over(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure));
    }
}
