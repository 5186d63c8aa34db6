package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.history.Schedules;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;

/** The analysis of all caches that runs by itself: one instance at a time. */
public final class Rounds {
    /** Its name among the schedules. */
    public static final String ID = "analysis";

    private final Schedules schedules;
    private final Analyst analyst;
    private final String every;
    private final Duration span;

    /** Every so often, over a span. */
    public Rounds(Schedules schedules, Analyst analyst, String every, Duration span) {
        this.schedules = schedules;
        this.analyst = analyst;
        this.every = every;
        this.span = span;
    }

    /** How often it runs by itself. */
    public String every() {
        return every;
    }

    /** Runs it; false when another instance is at it, or it is paused and {@code anyway} is false. */
    public Uni<Boolean> run(boolean anyway) {
        return schedules.run(ID, anyway, () -> analyst.analyzeAll(span, name -> true)
                .map(all -> Map.of(
                        "caches",
                        all.size(),
                        "recommendations",
                        all.stream().mapToInt(a -> a.recommendations().size()).sum())));
    }
}
