package dev.terrace.optimizer.ingest;

import dev.terrace.events.Configured;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.BadEventException;
import dev.terrace.kit.events.EventCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Configurations into the catalog; a cache that is gone is forgotten. */
@Singleton
public class ConfigIntake {
    private static final Logger LOG = Logger.getLogger(ConfigIntake.class);

    private final Catalog catalog;
    private final Books books;

    @Inject
    public ConfigIntake(Catalog catalog, Books books) {
        this.catalog = catalog;
        this.books = books;
    }

    /** Every instance reads the whole topic at its start; a tombstone of the compaction has no body. */
    @Incoming("cache-configs")
    public void take(ConsumerRecord<String, byte @Nullable []> record) {
        byte[] body = record.value();
        if (body == null) {
            return;
        }
        try {
            if (EventCodec.decode(Topic.CONFIG, body) instanceof Configured event && catalog.note(event)) {
                books.forget(event.cacheName(), event.at());
            }
        } catch (BadEventException e) {
            LOG.warnf("event refused topic=%s offset=%d reason=%s", record.topic(), record.offset(), e.getMessage());
        }
    }
}
