package dev.terrace.gateway.telemetry;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The counters of a cache as Prometheus meters. They read the same counters as the windows, so a request pays for neither twice. */
final class PrometheusMeters {
    private static final String REQUESTS = "terrace.cache.requests";

    private final MeterRegistry registry;
    private final List<Meter> meters = new java.util.ArrayList<>();

    PrometheusMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void bind(CacheHandle cache, CacheMeter meter) {
        Tags tags = Tags.of("cache", cache.spec().name());
        requests(meter, tags);
        counter(
                "terrace.cache.origin.calls",
                tags.and("outcome", "ok"),
                meter,
                m -> m.counts.sum(Count.ORIGIN_CALLS) - m.counts.sum(Count.ORIGIN_ERRORS));
        counter("terrace.cache.origin.calls", tags.and("outcome", "error"), meter, of(Count.ORIGIN_ERRORS));
        counter("terrace.cache.sent.bytes", tags, meter, of(Count.BYTES_OUT));
        counter("terrace.cache.received.bytes", tags, meter, of(Count.BYTES_IN));
        gauge("terrace.cache.sample.threshold", tags, meter, m -> m.sampler.threshold());
        for (TierState state : cache.tiers()) {
            tier(
                    cache,
                    meter.tier(state.tier()),
                    state.tier(),
                    tags.and("tier", state.tier().wireName()));
        }
    }

    private void requests(CacheMeter meter, Tags tags) {
        counter(REQUESTS, tags.and("op", "read", "outcome", "hit"), meter, of(Count.HITS));
        counter(REQUESTS, tags.and("op", "read", "outcome", "miss"), meter, of(Count.MISSES));
        counter(REQUESTS, tags.and("op", "write", "outcome", "done"), meter, of(Count.WRITES));
        counter(REQUESTS, tags.and("op", "remove", "outcome", "done"), meter, of(Count.REMOVALS));
        counter(REQUESTS, tags.and("op", "any", "outcome", "error"), meter, of(Count.ERRORS));
        counter(REQUESTS, tags.and("op", "any", "outcome", "refused"), meter, of(Count.REFUSALS));
        counter("terrace.cache.stale.served", tags, meter, of(Count.STALE_HITS));
        counter("terrace.cache.fills", tags, meter, of(Count.FILLS));
        meters.add(FunctionTimer.builder(
                        "terrace.cache.request.duration",
                        meter,
                        m -> m.counts.sum(Count.HITS)
                                + m.counts.sum(Count.MISSES)
                                + m.counts.sum(Count.WRITES)
                                + m.counts.sum(Count.REMOVALS)
                                + m.counts.sum(Count.ERRORS)
                                + m.counts.sum(Count.REFUSALS),
                        m -> m.counts.sum(Count.REQUEST_MICROS),
                        TimeUnit.MICROSECONDS)
                .tags(tags)
                .register(registry));
    }

    private void tier(CacheHandle cache, TierMeter meter, TierName name, Tags tags) {
        String finds = "terrace.tier.finds";
        counter(finds, tags.and("outcome", "hit"), meter, m -> m.counts.sum(TierCount.HITS));
        counter(
                finds,
                tags.and("outcome", "miss"),
                meter,
                m -> m.counts.sum(TierCount.MISSES) - m.counts.sum(TierCount.ERRORS));
        counter(finds, tags.and("outcome", "error"), meter, m -> m.counts.sum(TierCount.ERRORS));
        counter("terrace.tier.stores", tags.and("outcome", "stored"), meter, m -> m.counts.sum(TierCount.STORES));
        counter("terrace.tier.stores", tags.and("outcome", "refused"), meter, m -> m.counts.sum(TierCount.REFUSED));
        counter("terrace.tier.stores", tags.and("outcome", "too_large"), meter, m -> m.counts.sum(TierCount.TOO_LARGE));
        gauge("terrace.tier.entries", tags, cache, c -> state(c, name, TierState::entries));
        gauge("terrace.tier.used.bytes", tags, cache, c -> state(c, name, TierState::bytes));
        gauge("terrace.tier.max.bytes", tags, cache, c -> state(c, name, TierState::maxBytes));
        gauge("terrace.tier.breaker.open", tags, cache, c -> state(c, name, s -> "closed".equals(s.breaker()) ? 0 : 1));
    }

    private static double state(CacheHandle cache, TierName name, ToDoubleFunction<TierState> value) {
        return cache.tiers().stream()
                .filter(state -> state.tier() == name)
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static ToDoubleFunction<CacheMeter> of(Count kind) {
        return meter -> meter.counts.sum(kind);
    }

    private <T> void counter(String name, Tags tags, T of, ToDoubleFunction<T> value) {
        meters.add(FunctionCounter.builder(name, of, value).tags(tags).register(registry));
    }

    private <T> void gauge(String name, Tags tags, T of, ToDoubleFunction<T> value) {
        meters.add(
                Gauge.builder(name, of, value).tags(tags).strongReference(true).register(registry));
    }

    /** Takes the meters out of the registry. */
    void remove() {
        meters.forEach(registry::remove);
        meters.clear();
    }
}
