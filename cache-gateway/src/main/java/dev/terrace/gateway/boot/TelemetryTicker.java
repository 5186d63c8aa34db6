package dev.terrace.gateway.boot;

import dev.terrace.gateway.telemetry.WindowPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ticks the telemetry once a second on a thread of its own: encoding histograms has no place on an event loop. */
@Singleton
public class TelemetryTicker {
    private final WindowPublisher publisher;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("terrace-telemetry").daemon().unstarted(task));

    @Inject
    public TelemetryTicker(WindowPublisher publisher) {
        this.publisher = publisher;
    }

    void start(@Observes StartupEvent event) {
        var unused = thread.scheduleAtFixedRate(publisher::tick, 1000, 1000, TimeUnit.MILLISECONDS);
    }

    /** What was counted last still goes out. */
    void stop(@Observes ShutdownEvent event) {
        thread.shutdown();
        publisher.tick();
    }
}
