package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.telemetry.heat.Heat;
import dev.terrace.gateway.warming.Figures;
import dev.terrace.gateway.warming.Warmer;
import dev.terrace.gateway.warming.hot.HotKeys;
import dev.terrace.gateway.warming.peer.PeerWarming;
import dev.terrace.gateway.warming.peer.Peers;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Warming and hot keys as figures, each bound with what it holds. */
@Singleton
public class WarmingMeters {
    private final MeterRegistry meters;
    private final Warmer warmer;
    private final HotKeys hot;
    private final Telemetry telemetry;

    @Inject
    public WarmingMeters(MeterRegistry meters, Warmer warmer, HotKeys hot, Telemetry telemetry) {
        this.meters = meters;
        this.warmer = warmer;
        this.hot = hot;
        this.telemetry = telemetry;
    }

    void bind(@ObservesAsync HttpServerStart listening, Figures figures, PeerWarming start, Peers peers) {
        gauge("terrace.warming.running", "Warming jobs under way here", warmer, Warmer::running);
        gauge("terrace.warming.running.max", "Bound of them", warmer, w -> Warmer.MOST_RUNNING);
        gauge("terrace.warming.start.running", "Caches being taken over at the start", start, PeerWarming::running);
        gauge("terrace.peers", "Other gateways that are alive", peers, Peers::count);
        for (Warmed.Outcome outcome : Warmed.Outcome.values()) {
            FunctionCounter.builder("terrace.warming.keys", figures, f -> f.keys(outcome))
                    .description("Keys warmed, by what it came to; refused: something newer spoke against it")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        counter("terrace.warming.peer.taken.bytes", "Taken from other gateways", figures, Figures::bytesTaken);
        counter("terrace.warming.peer.given.bytes", "Given to other gateways", figures, Figures::bytesGiven);
        hotKeys();
        sketch();
    }

    private void hotKeys() {
        gauge("terrace.hot.known", "Keys that are hot on some gateway", hot, h -> h.figures()
                .known());
        gauge("terrace.hot.kept", "Of these, kept in memory here", hot, h -> h.figures()
                .kept());
        gauge("terrace.hot.kept.bytes", "What those take", hot, h -> h.figures().keptBytes());
        gauge("terrace.hot.loads", "Loads of told keys under way", hot, h -> h.figures()
                .loads());
        gauge("terrace.hot.loads.max", "Bound of them", hot, h -> HotKeys.MOST_LOADS);
        counter("terrace.hot.told", "Keys told to the others", hot, h -> h.figures()
                .told());
        counter("terrace.hot.heard", "Keys heard of from others", hot, h -> h.figures()
                .heard());
        counter("terrace.hot.dropped", "Not loaded: so many were", hot, h -> h.figures()
                .dropped());
        counter("terrace.hot.put.off", "Not told at once: so many were", hot, h -> h.figures()
                .putOff());
    }

    private void sketch() {
        gauge("terrace.hot.sketch.counters", "Counters in use, all caches", telemetry, t -> sum(t, Heat::counted));
        gauge("terrace.hot.sketch.counters.max", "Bound of them", telemetry, t -> sum(t, h -> Heat.COUNTERS));
        counter("terrace.hot.sketch.looked", "Reads that were looked at", telemetry, t -> sum(t, Heat::looked));
    }

    private static long sum(Telemetry telemetry, ToLongFunction<Heat> figure) {
        return telemetry.names().stream()
                .flatMap(name -> telemetry.heat(name).stream())
                .mapToLong(figure)
                .sum();
    }

    private <T> void gauge(String name, String what, T of, ToDoubleFunction<T> figure) {
        Gauge.builder(name, of, figure).description(what).register(meters);
    }

    private <T> void counter(String name, String what, T of, ToDoubleFunction<T> figure) {
        FunctionCounter.builder(name, of, figure).description(what).register(meters);
    }
}
