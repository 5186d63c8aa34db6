package dev.terrace.gateway.writeback.kafka;

import dev.terrace.gateway.cache.journal.Journal.Follower;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * This node's place in the group that shares the partitions out. It reads nothing, so nothing is ever committed: what is flushed stands in
 * the journal itself. Runs on a thread of its own until it is stopped.
 */
final class Membership implements ConsumerRebalanceListener {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;
    private final Follower follower;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Membership(KafkaConsumer<byte[], byte[]> consumer, String topic, Follower follower) {
        this.consumer = consumer;
        this.topic = topic;
        this.follower = follower;
    }

    void run() {
        try (consumer) {
            consumer.subscribe(List.of(topic), this);
            while (!stopped.get()) {
                consumer.poll(POLL);
            }
        } catch (WakeupException stop) {
            if (!stopped.get()) {
                throw stop;
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        consumer.pause(consumer.assignment());
        follower.given(
                consumer.assignment().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        follower.given(Set.of());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        follower.given(Set.of());
    }

    void stop() {
        stopped.set(true);
        consumer.wakeup();
    }
}
