package dev.terrace.optimizer.ingest;

import dev.terrace.events.Topic;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts a consumer where the state on record ends, and writes the state down before a partition goes to another instance. Kafka calls this
 * on the consumer's own polling thread and waits for it: that is the one place where waiting is right.
 */
@Singleton
@Identifier("rewind")
public class Rewind implements KafkaConsumerRebalanceListener {
    private final Keeper keeper;

    @Inject
    public Rewind(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            long next = keeper.open(of(partition), profiles(partition))
                    .subscribeAsCompletionStage()
                    .join();
            if (next >= 0) {
                consumer.seek(partition, next);
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            keeper.close(of(partition), profiles(partition))
                    .subscribeAsCompletionStage()
                    .join();
        }
    }

    private static Partition of(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    private static boolean profiles(TopicPartition partition) {
        return partition.topic().endsWith(Topic.ACCESS.topicName());
    }
}
