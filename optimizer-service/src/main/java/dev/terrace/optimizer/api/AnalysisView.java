package dev.terrace.optimizer.api;

import dev.terrace.optimizer.advice.Analysis;
import dev.terrace.optimizer.advice.CacheFacts;
import dev.terrace.optimizer.advice.Findings;
import dev.terrace.optimizer.advice.Outlook;
import dev.terrace.optimizer.analysis.anomaly.Anomaly;
import dev.terrace.optimizer.analysis.curve.Cliff;
import dev.terrace.optimizer.analysis.curve.MissRatioCurve;
import dev.terrace.optimizer.analysis.forecast.Forecast;
import dev.terrace.optimizer.analysis.simulate.Policy;
import dev.terrace.optimizer.analysis.simulate.PolicyCurves;
import dev.terrace.optimizer.analysis.ttl.TtlCurve;
import dev.terrace.optimizer.analysis.vitals.Bottleneck;
import dev.terrace.optimizer.analysis.vitals.Quantiles;
import dev.terrace.optimizer.analysis.vitals.TierVitals;
import dev.terrace.optimizer.analysis.vitals.Vitals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An analysis on the wire. What is not computed is null. */
public record AnalysisView(
        String cacheName,
        @Nullable WindowView window,
        @Nullable MetricsView metrics,
        List<Bottleneck> bottlenecks,
        @Nullable CurveView missRatioCurve,
        @Nullable Map<String, PolicyView> policies,
        @Nullable TtlView ttl,
        @Nullable ForecastsView forecast,
        @Nullable List<Anomaly> anomalies,
        @Nullable Map<String, Object> cost,
        List<AdviceView> recommendations,
        @Nullable String note) {

    /** What it covers. */
    public record WindowView(
            @Nullable Instant from, @Nullable Instant to, int days, long reads, long sampledReads, long keys) {}

    /** Sums. */
    public record MetricsView(
            long hits,
            long misses,
            @Nullable Double hitRatio,
            double throughput,
            @Nullable Double errorRate,
            long staleServed,
            long writes,
            long originCalls,
            long originErrors,
            @Nullable Double memoryUsedPercent,
            @Nullable Quantiles responseMs,
            List<TierVitals> byTier) {}

    /** The curve; {@code bytes} are stored bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record CurveView(
            long[] sizes, long[] bytes, double[] missRatio, double[] low, double[] high, List<Cliff> cliffs) {}

    /** One policy's curve: that of LRU at the sizes of the curve, others at those that were simulated. */
    @SuppressWarnings("ArrayRecordComponent")
    public record PolicyView(long[] sizes, double[] missRatio) {}

    /** Miss ratio and objects by time to live, of a cache that evicts nothing. */
    @SuppressWarnings("ArrayRecordComponent")
    public record TtlView(int[] seconds, double[] missRatio, double[] residentObjects) {}

    /** What is to come, by metric; {@code events} are those of all of them. */
    public record ForecastsView(
            Instant madeAt, long horizonSeconds, Map<String, SeriesView> metrics, List<Outlook.Event> events) {}

    /** What is to come of one metric. */
    public record SeriesView(
            List<Forecast.Point> points,
            String model,
            @Nullable Double error) {}

    static AnalysisView of(Analysis analysis, int days, List<Outlook> outlooks, @Nullable Findings findings) {
        CacheFacts facts = analysis.facts();
        CacheFacts.Accesses accesses = facts.accesses();
        Vitals vitals = facts.vitals();
        MissRatioCurve curve = accesses == null ? null : accesses.curve();
        return new AnalysisView(
                facts.cacheName(),
                window(accesses, vitals, days),
                vitals == null ? null : metrics(vitals),
                analysis.bottlenecks(),
                curve == null ? null : curve(curve),
                accesses == null ? null : policies(accesses),
                accesses == null ? null : lives(accesses.lives()),
                forecasts(outlooks),
                findings == null ? null : findings.anomalies(),
                null,
                analysis.recommendations().stream().map(AdviceView::of).toList(),
                analysis.note());
    }

    private static @Nullable WindowView window(
            CacheFacts.@Nullable Accesses accesses, @Nullable Vitals vitals, int days) {
        if (accesses == null && vitals == null) {
            return null;
        }
        return new WindowView(
                vitals == null ? null : vitals.from(),
                vitals == null ? null : vitals.to(),
                days,
                accesses == null ? 0 : accesses.reads(),
                accesses == null ? 0 : accesses.sampledReads(),
                accesses == null ? 0 : accesses.keys());
    }

    private static MetricsView metrics(Vitals vitals) {
        Vitals.Counts counts = vitals.counts();
        return new MetricsView(
                counts.hits(),
                counts.misses(),
                vitals.hitRatio(),
                vitals.throughput(),
                vitals.errorRate(),
                counts.staleHits(),
                counts.writes(),
                counts.originCalls(),
                counts.originErrors(),
                vitals.memoryUsedPercent(),
                vitals.latency(),
                vitals.tiers());
    }

    private static Map<String, PolicyView> policies(CacheFacts.Accesses accesses) {
        Map<String, PolicyView> views = new LinkedHashMap<>();
        MissRatioCurve curve = accesses.curve();
        views.put(Policy.LRU.wireName(), new PolicyView(curve.sizes(), curve.missRatio()));
        List<PolicyCurves.Point> points = accesses.policies().points();
        long[] sizes = points.stream().mapToLong(PolicyCurves.Point::objects).toArray();
        for (Policy policy : Policy.values()) {
            if (policy != Policy.LRU && sizes.length > 0) {
                double[] ratios = points.stream()
                        .mapToDouble(point -> point.missRatio().getOrDefault(policy, 1.0))
                        .toArray();
                views.put(policy.wireName(), new PolicyView(sizes, ratios));
            }
        }
        return views;
    }

    private static @Nullable TtlView lives(@Nullable TtlCurve curve) {
        return curve == null ? null : new TtlView(curve.seconds(), curve.missRatio(), curve.residentObjects());
    }

    private static @Nullable ForecastsView forecasts(List<Outlook> outlooks) {
        if (outlooks.isEmpty()) {
            return null;
        }
        Map<String, SeriesView> metrics = new LinkedHashMap<>();
        outlooks.forEach(outlook -> {
            Forecast forecast = outlook.forecast();
            metrics.put(
                    outlook.figure().wireName(), new SeriesView(forecast.points(), forecast.model(), forecast.error()));
        });
        Outlook first = outlooks.getFirst();
        List<Outlook.Event> events =
                outlooks.stream().flatMap(outlook -> outlook.events().stream()).toList();
        return new ForecastsView(first.madeAt(), first.horizonSeconds(), metrics, events);
    }

    private static CurveView curve(MissRatioCurve curve) {
        long[] bytes = new long[curve.bytes().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Math.round(curve.bytes()[i]);
        }
        return new CurveView(curve.sizes(), bytes, curve.missRatio(), curve.low(), curve.high(), curve.cliffs());
    }
}
