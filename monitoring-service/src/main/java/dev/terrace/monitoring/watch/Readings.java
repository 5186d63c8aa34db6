package dev.terrace.monitoring.watch;

import dev.terrace.monitoring.alert.AlertRule;
import dev.terrace.monitoring.alert.Cause;
import dev.terrace.monitoring.alert.Causes;
import dev.terrace.monitoring.alert.Circumstances;
import dev.terrace.monitoring.alert.Reading;
import dev.terrace.monitoring.history.Aggregate;
import dev.terrace.monitoring.history.Figures;
import dev.terrace.monitoring.history.Metric;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.TierAggregate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Readings of rules out of the last seconds. */
public final class Readings {
    /** Early evictions of reads from which on a full tier is too small, and not just full. */
    private static final double EARLY_SHARE = 0.01;

    private static final Comparator<TierAggregate> WORST = Comparator.<TierAggregate>comparingInt(
                    tier -> tier.gauge().breaker().equals("closed") ? 0 : 1)
            .thenComparingLong(tier -> tier.totals().errors());

    private final Recent recent;
    private final Causes causes;
    private volatile @Nullable Summed summed;

    private record Window(String cache, long from, long to) {}

    private record Summed(Window window, Optional<Aggregate> figures) {}

    public Readings(Recent recent, Causes causes) {
        this.recent = recent;
        this.causes = causes;
    }

    Reading of(AlertRule rule, String cache, long second) {
        Optional<Aggregate> window = window(rule, cache, second);
        if (window.isEmpty()) {
            return new Reading.Absent();
        }
        Aggregate seen = window.get();
        Metric metric = Metric.named(rule.metric()).orElseThrow();
        long requests = metric == Metric.HIT_RATIO
                ? seen.totals().reads()
                : seen.totals().requests();
        Double value = metric.of(Figures.of(seen), rule.timing().window().toSeconds());
        if (value == null || requests < rule.timing().minRequests()) {
            return new Reading.Quiet();
        }
        return new Reading.Measured(value, metric == Metric.MEMORY_USED_PERCENT && isJustFull(seen));
    }

    Optional<Cause> cause(AlertRule rule, String cache, long second) {
        return window(rule, cache, second)
                .flatMap(seen -> causes.of(cache, circumstances(cache, seen, second), Instant.ofEpochSecond(second)));
    }

    /** The rules of a cache mostly look at the same window: it is summed once. */
    private Optional<Aggregate> window(AlertRule rule, String cache, long second) {
        Window asked = new Window(cache, second - rule.timing().window().toSeconds(), second);
        Summed last = summed;
        if (last == null || !last.window().equals(asked)) {
            last = new Summed(asked, recent.over(cache, asked.from(), second));
            summed = last;
        }
        return last.figures();
    }

    private static boolean isJustFull(Aggregate seen) {
        TierAggregate memory = seen.tiers().get("memory");
        return memory == null
                || memory.totals().earlyEvictions()
                        < EARLY_SHARE * seen.totals().reads()
                || memory.totals().earlyEvictions() == 0;
    }

    private Circumstances circumstances(String cache, Aggregate seen, long second) {
        Optional<Map.Entry<String, TierAggregate>> worst = seen.tiers().entrySet().stream()
                .max(Map.Entry.comparingByValue(WORST))
                .filter(tier -> tier.getValue().totals().errors() > 0
                        || !tier.getValue().gauge().breaker().equals("closed"));
        return new Circumstances(
                seen.totals().reads(),
                seen.totals().hits(),
                seen.totals().originCalls(),
                seen.totals().originErrors(),
                seen.tiers().values().stream()
                        .mapToLong(tier -> tier.totals().earlyEvictions())
                        .sum(),
                worst.map(Map.Entry::getKey).orElse(null),
                worst.map(tier -> tier.getValue().totals().errors()).orElse(0L),
                worst.map(tier -> tier.getValue().totals().finds()).orElse(0L),
                worst.map(tier -> tier.getValue().gauge().breaker()).orElse("closed"),
                second - recent.since(cache).orElse(second));
    }
}
