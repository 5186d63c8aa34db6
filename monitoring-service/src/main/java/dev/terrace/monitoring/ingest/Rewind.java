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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Puts a consumer back by what memory holds when it gets a partition for the first time, so that a restart leaves no hole. */
@Singleton
@Identifier("rewind")
public class Rewind implements KafkaConsumerRebalanceListener {
    private final InstantSource clock;
    private final Recent recent;
    private final Set<TopicPartition> known = ConcurrentHashMap.newKeySet();

    @Inject
    public Rewind(InstantSource clock, Recent recent) {
        this.clock = clock;
        this.recent = recent;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        long from = clock.instant().minusSeconds(recent.seconds()).toEpochMilli();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.stream().filter(known::add).forEach(partition -> wanted.put(partition, from));
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            }
        });
    }
}
