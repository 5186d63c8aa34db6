package dev.terrace.optimizer.ingest;

import dev.terrace.events.CacheWindow;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Windows into the minutes. */
@Singleton
public class WindowIntake {
    private static final Logger LOG = Logger.getLogger(WindowIntake.class);

    private final Books books;
    private final MeterRegistry meters;

    @Inject
    public WindowIntake(Books books, MeterRegistry meters) {
        this.books = books;
        this.meters = meters;
    }

    /** A record that is no window is counted and left. */
    @Incoming("cache-windows")
    @Blocking
    public void take(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (books.begin(new Partition(record.topic(), record.partition()), record.offset())) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (EventCodec.decode(Topic.WINDOW, record.value()) instanceof CacheWindow window) {
                books.take(window);
                count("taken");
            }
        } catch (BadEventException | RuntimeException e) {
            count("bad");
            LOG.warnf("event refused topic=%s offset=%d reason=%s", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void count(String outcome) {
        meters.counter("terrace.optimizer.windows", "outcome", outcome).increment();
    }
}
