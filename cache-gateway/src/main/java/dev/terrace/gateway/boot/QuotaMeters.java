package dev.terrace.gateway.boot;

import dev.terrace.gateway.catalog.QuotaLimits;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What quotas did. */
@Singleton
public class QuotaMeters {
    void bind(@Observes StartupEvent event, QuotaLimits limits, MeterRegistry meters) {
        FunctionCounter.builder("terrace.quota.refused", limits, QuotaLimits::refused)
                .description("Requests that were refused because a cache had used its operations of the second")
                .register(meters);
        Gauge.builder("terrace.quota.caches", limits, QuotaLimits::limited)
                .description("Caches that have had a quota of operations since the start")
                .register(meters);
    }
}
