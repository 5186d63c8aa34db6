package dev.terrace.gateway.boot;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Bytes that HTTP servers received and sent: two sums, since a distribution of each read and write costs more than all else that is counted. */
@Singleton
public class HttpBytes {
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();

    void bind(@Observes StartupEvent event, MeterRegistry meters) {
        FunctionCounter.builder("terrace.http.received", received, LongAdder::sum)
                .baseUnit("bytes")
                .description("Bytes of HTTP that clients sent")
                .register(meters);
        FunctionCounter.builder("terrace.http.sent", sent, LongAdder::sum)
                .baseUnit("bytes")
                .description("Bytes of HTTP that were sent to clients")
                .register(meters);
    }
}
