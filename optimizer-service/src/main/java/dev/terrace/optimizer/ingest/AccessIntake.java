package dev.terrace.optimizer.ingest;

import dev.terrace.events.AccessSample;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Sampled accesses into the profiles. On a worker thread: decoding and counting a busy cache's second takes milliseconds. */
@Singleton
public class AccessIntake {
    private static final Logger LOG = Logger.getLogger(AccessIntake.class);

    private final Books books;
    private final MeterRegistry meters;

    @Inject
    public AccessIntake(Books books, MeterRegistry meters) {
        this.books = books;
        this.meters = meters;
    }

    /** A record that is no sample is counted and left. */
    @Incoming("cache-accesses")
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
            if (EventCodec.decode(Topic.ACCESS, record.value()) instanceof AccessSample sample) {
                String outcome = books.take(record.partition(), sample)
                        .map(taken -> taken.name().toLowerCase(Locale.ROOT))
                        .orElse("too_many_caches");
                count(outcome);
                if (outcome.equals("after_a_gap")) {
                    LOG.infof(
                            "samples lost before cache=%s node=%s sequence=%d",
                            sample.cacheName(), sample.node(), sample.sequence());
                }
            }
        } catch (BadEventException | RuntimeException e) {
            count("bad");
            LOG.warnf("event refused topic=%s offset=%d reason=%s", record.topic(), record.offset(), e.getMessage());
        }
    }

    private void count(String outcome) {
        meters.counter("terrace.optimizer.samples", "outcome", outcome).increment();
    }
}
