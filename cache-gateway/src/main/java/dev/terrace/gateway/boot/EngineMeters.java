package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.engine.EngineCaches;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** What the engine holds against its bounds, as gauges: no bound without a figure beside it. */
@Singleton
public class EngineMeters {
    void bind(@Observes StartupEvent event, EngineCaches caches, MeterRegistry meters) {
        gauge(meters, caches, "key_marks", held -> held.keyMarks());
        gauge(meters, caches, "tag_marks", held -> held.tagMarks());
        gauge(meters, caches, "bans", held -> held.bans());
        gauge(meters, caches, "soft_marks", held -> held.softMarks());
        gauge(meters, caches, "pending_marks", held -> held.pending());
        gauge(meters, caches, "waiting_loads", held -> held.waitingLoads());
        Gauge.builder("terrace.log.view.age", caches, c -> c.log().viewAgeMs() / 1000.0)
                .description("Time since the sending of the last poll of the coherence log that was answered whole")
                .baseUnit("seconds")
                .register(meters);
    }

    private static void gauge(
            MeterRegistry meters, EngineCaches caches, String name, ToDoubleFunction<EngineCaches.Held> figure) {
        Gauge.builder("terrace.engine." + name, caches, c -> figure.applyAsDouble(c.held()))
                .description("Held by the engine of this node now")
                .register(meters);
    }
}
