package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.telemetry.Telemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Counts which keys were read, five times a second, beside the event loops. */
@Singleton
public class HeatTicker {
    private static final long EVERY_MS = 200;

    private final Telemetry telemetry;
    private final Time time;
    private volatile boolean stopped;

    @Inject
    public HeatTicker(Telemetry telemetry, Time time) {
        this.telemetry = telemetry;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        again();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again() {
        time.after(EVERY_MS, () -> time.background(this::tick));
    }

    private void tick() {
        if (!stopped) {
            telemetry.names().forEach(name -> telemetry.heat(name).ifPresent(heat -> heat.tick(time.nanos())));
            again();
        }
    }
}
