package dev.terrace.monitoring.ingest;

import dev.terrace.monitoring.history.Recent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts a consumer back by what memory holds whenever it gets a partition, so that neither a restart nor a rebalance leaves a hole: nothing
 * is committed, and what comes twice counts once.
 */
@Singleton
@Identifier("rewind")
public class Rewind implements KafkaConsumerRebalanceListener {
    private final InstantSource clock;
    private final Recent recent;

    @Inject
    public Rewind(InstantSource clock, Recent recent) {
        this.clock = clock;
        this.recent = recent;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        long from = clock.instant().minusSeconds(recent.seconds()).toEpochMilli();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, from));
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            }
        });
    }
}
