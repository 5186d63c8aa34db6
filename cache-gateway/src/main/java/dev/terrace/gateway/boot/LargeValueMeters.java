package dev.terrace.gateway.boot;

import dev.terrace.gateway.api.data.DataPlane;
import dev.terrace.gateway.api.data.Streams;
import dev.terrace.gateway.cache.BlobTotals;
import dev.terrace.gateway.tier.database.DatabaseTiers;
import dev.terrace.gateway.tier.file.FileTiers;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Large values on their way, and what lies of them in the stores as of the last sweep. */
@Singleton
public class LargeValueMeters {
    void bind(
            @Observes StartupEvent event,
            DataPlane plane,
            DatabaseTiers database,
            FileTiers files,
            MeterRegistry meters) {
        Streams streams = plane.streams();
        Gauge.builder("terrace.large.streams", streams, Streams::coming)
                .tag("direction", "up")
                .register(meters);
        Gauge.builder("terrace.large.streams", streams, Streams::going)
                .tag("direction", "down")
                .register(meters);
        FunctionCounter.builder("terrace.large.refused", streams, Streams::refused)
                .description("Large values refused because too many were on their way")
                .register(meters);
        bind("database", database.blobTotals(), meters);
        bind("file_system", files.blobTotals(), meters);
    }

    private static void bind(String store, BlobTotals totals, MeterRegistry meters) {
        Gauge.builder("terrace.large.blobs", totals, BlobTotals::blobs)
                .tag("store", store)
                .register(meters);
        Gauge.builder("terrace.large.bytes", totals, BlobTotals::bytes)
                .tag("store", store)
                .register(meters);
        FunctionCounter.builder("terrace.large.swept", totals, BlobTotals::swept)
                .tag("store", store)
                .register(meters);
        FunctionCounter.builder("terrace.large.swept.bytes", totals, BlobTotals::sweptBytes)
                .tag("store", store)
                .register(meters);
    }
}
