package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.writeback.kafka.JournalSettings;
import dev.terrace.gateway.writeback.kafka.KafkaJournal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** The journal behind write-back, its gauges, and the readiness that waits for it. */
public class WriteBackWiring {
    private static final Logger LOG = Logger.getLogger(WriteBackWiring.class);
    private static final int HEAP_PART = 4;

    /** A restarted process is another node: what the one before claimed is not its own. */
    @Produces
    @Singleton
    EngineParts.Journaling journaling(WriteBackConfig config, EngineConfig engine) {
        JournalSettings settings = new JournalSettings(
                config.bootstrap(),
                config.topic(),
                config.group(),
                engine.node() + "/" + UUID.randomUUID(),
                config.partitions(),
                config.sessionMs());
        KafkaJournal journal =
                new KafkaJournal(settings, trouble -> LOG.warn("write-back journal in trouble", trouble));
        long bound = bound(config.maxMb(), Runtime.getRuntime().maxMemory());
        if (bound < (long) config.maxMb() << 20) {
            LOG.infof(
                    "write-back bound lowered to a quarter of the heap mib=%d configured=%d",
                    bound >> 20, config.maxMb());
        }
        return new EngineParts.Journaling(journal, bound, config.lingerMs(), config.tries());
    }

    /** Bytes that may wait: what waits lies in the heap, beside memory tiers, clients' buffers and what a collection needs. */
    static long bound(int maxMb, long heapBytes) {
        return Math.min((long) maxMb << 20, heapBytes / HEAP_PART);
    }

    /** Down until every write that waited at the start is known here. */
    @Produces
    @Readiness
    @Singleton
    HealthCheck journal(EngineCaches caches) {
        return () -> HealthCheckResponse.named("write-back journal")
                .status(caches.journalRead())
                .build();
    }

    void bind(@Observes StartupEvent event, EngineCaches caches, MeterRegistry meters) {
        gauge(meters, caches, "records", u -> u.records());
        gauge(meters, caches, "bytes", u -> u.bytes());
        gauge(meters, caches, "dead_letters", u -> u.deadLetters());
    }

    private static void gauge(
            MeterRegistry meters, EngineCaches caches, String name, ToDoubleFunction<EngineCaches.Unflushed> figure) {
        Gauge.builder("terrace.writeback." + name, caches, c -> figure.applyAsDouble(c.unflushed()))
                .description("Journalled and not settled, as this node knows it")
                .register(meters);
    }
}
