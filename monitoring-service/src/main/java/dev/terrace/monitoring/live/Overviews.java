package dev.terrace.monitoring.live;

import dev.terrace.monitoring.health.Health;
import dev.terrace.monitoring.health.Vitals;
import dev.terrace.monitoring.history.Aggregate;
import dev.terrace.monitoring.history.Figures;
import dev.terrace.monitoring.history.Gauge;
import dev.terrace.monitoring.history.Latencies;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.TierAggregate;
import dev.terrace.monitoring.history.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Overviews out of the last seconds. */
public final class Overviews {
    private static final Aggregate NOTHING = new Aggregate(0, Totals.NONE, Latencies.NONE, Map.of());
    /** Idle caches speak every ten seconds: what they hold is looked for a little further back than their traffic. */
    private static final int GAUGES_SECONDS = 15;

    private final Recent recent;

    public Overviews(Recent recent) {
        this.recent = recent;
    }

    /** The caches that pass, and their sum, from {@code from} (included) to {@code to} (excluded) in epoch seconds. */
    public Overview over(long from, long to, Predicate<String> wanted) {
        Map<String, Aggregate> spans = new LinkedHashMap<>();
        for (String cache : recent.caches()) {
            if (wanted.test(cache)) {
                span(cache, from, to).ifPresent(span -> spans.put(cache, span));
            }
        }
        List<Overview.CacheState> caches = new ArrayList<>();
        spans.forEach((name, span) -> caches.add(cache(name, span, to - from)));
        Aggregate all = spans.values().stream().reduce(NOTHING, Aggregate::plus);
        return new Overview(overall(all, to - from), caches);
    }

    private java.util.Optional<Aggregate> span(String cache, long from, long to) {
        var span = recent.over(cache, from, to);
        return span.isPresent()
                ? span
                : recent.over(cache, to - GAUGES_SECONDS, to)
                        .map(held -> new Aggregate(held.windows(), Totals.NONE, Latencies.NONE, still(held)));
    }

    private static Map<String, TierAggregate> still(Aggregate held) {
        Map<String, TierAggregate> tiers = new LinkedHashMap<>();
        held.tiers()
                .forEach((name, tier) -> tiers.put(
                        name,
                        new TierAggregate(
                                dev.terrace.monitoring.history.TierTotals.NONE, Latencies.NONE, tier.gauge())));
        return tiers;
    }

    private static Overview.Overall overall(Aggregate span, long seconds) {
        Figures figures = Figures.of(span);
        Health health = Health.of(vitals(span, figures));
        return new Overview.Overall(
                figures.hitRatio(),
                quantiles(figures),
                figures.gauge().usedPercent(),
                figures.errorRate(),
                (double) figures.requests() / seconds,
                figures.requests(),
                health.score(),
                health.status().wireName(),
                parts(health));
    }

    private static Overview.CacheState cache(String name, Aggregate span, long seconds) {
        Overview.Overall whole = overall(span, seconds);
        List<Overview.TierState> tiers = new ArrayList<>();
        span.tiers().forEach((tier, figures) -> tiers.add(tier(tier, figures, seconds)));
        return new Overview.CacheState(
                name,
                whole.hitRatio(),
                whole.responseMs(),
                whole.memoryUsedPercent(),
                whole.errorRate(),
                whole.throughput(),
                whole.requests(),
                whole.healthScore(),
                whole.status(),
                whole.healthParts(),
                tiers);
    }

    private static Overview.TierState tier(String name, TierAggregate tier, long seconds) {
        Figures figures = Figures.of(tier);
        Gauge gauge = tier.gauge();
        // A tier is not judged by its hit ratio: what memory answers never reaches the next one.
        Health health = Health.of(new Vitals(
                figures.requests(),
                null,
                figures.meanMs(),
                figures.errorRate(),
                gauge.usedPercent(),
                share(tier.totals().earlyEvictions(), figures.requests()),
                gauge.breaker().equals("closed") ? 0 : 1));
        return new Overview.TierState(
                name,
                known(gauge.entries()),
                known(gauge.bytes()),
                known(gauge.maxBytes()),
                tier.totals().hits(),
                tier.totals().misses(),
                tier.totals().errors(),
                tier.totals().evictions(),
                figures.hitRatio(),
                quantiles(figures),
                (double) figures.requests() / seconds,
                gauge.breaker(),
                health.score(),
                health.status().wireName());
    }

    private static Vitals vitals(Aggregate span, Figures figures) {
        long early = span.tiers().values().stream()
                .mapToLong(tier -> tier.totals().earlyEvictions())
                .sum();
        int down = (int) span.tiers().values().stream()
                .filter(tier -> !tier.gauge().breaker().equals("closed"))
                .count();
        return new Vitals(
                figures.requests(),
                figures.hitRatio(),
                figures.meanMs(),
                figures.errorRate(),
                figures.gauge().usedPercent(),
                share(early, span.totals().reads()),
                down);
    }

    private static Overview.@Nullable Quantiles quantiles(Figures figures) {
        Latencies latencies = figures.latencies();
        return latencies.count() == 0
                ? null
                : new Overview.Quantiles(
                        latencies.mean() / 1000,
                        latencies.quantile(0.5) / 1000.0,
                        latencies.quantile(0.95) / 1000.0,
                        latencies.quantile(0.99) / 1000.0,
                        latencies.quantile(0.999) / 1000.0);
    }

    private static List<Overview.HealthPart> parts(Health health) {
        return health.parts().stream()
                .map(p -> new Overview.HealthPart(p.name(), p.score(), p.weight(), p.detail()))
                .toList();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static @Nullable Long known(long value) {
        return value < 0 ? null : Long.valueOf(value);
    }
}
