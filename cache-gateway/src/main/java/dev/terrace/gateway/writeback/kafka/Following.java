package dev.terrace.gateway.writeback.kafka;

import dev.terrace.gateway.cache.journal.Journal.Follower;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads the whole journal, from what is left of its beginning on. Runs on a thread of its own until it is stopped. */
final class Following {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Follower follower;
    private final Runnable onRebuilt;
    private final AtomicBoolean stopped = new AtomicBoolean();

    Following(KafkaConsumer<byte[], byte[]> consumer, String topic, int count, Follower follower, Runnable onRebuilt) {
        this.consumer = consumer;
        this.partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        this.follower = follower;
        this.onRebuilt = onRebuilt;
    }

    /**
     * Reads until it is stopped.
     *
     * @throws IllegalArgumentException at an entry that is not understood
     */
    void run() {
        try (consumer) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = persist(() -> consumer.beginningOffsets(partitions));
            Map<TopicPartition, Long> ends = persist(() -> consumer.endOffsets(partitions));
            partitions.forEach(one -> consumer.seek(one, begins.getOrDefault(one, 0L)));
            follower.begin(partitions.stream()
                    .mapToLong(one -> begins.getOrDefault(one, 0L))
                    .toArray());
            boolean rebuilt = false;
            while (!stopped.get()) {
                if (!rebuilt && partitions.stream().allMatch(one -> position(one) >= ends.getOrDefault(one, 0L))) {
                    rebuilt = true;
                    follower.rebuilt();
                    onRebuilt.run();
                }
                take(persist(() -> consumer.poll(POLL)));
            }
        } catch (WakeupException stop) {
            if (!stopped.get()) {
                throw stop;
            }
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            follower.heard(record.partition(), record.offset(), EntryForm.read(record.value()));
        }
        for (TopicPartition one : partitions) {
            follower.reached(one.partition(), position(one));
        }
    }

    private long position(TopicPartition one) {
        return persist(() -> consumer.position(one));
    }

    /** A broker that is away comes back; what was read stays read. */
    private static <T> T persist(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (RetriableException again) {
                // The client waits between its own attempts; an interrupt or a wake-up ends this.
            }
        }
    }

    void stop() {
        stopped.set(true);
        consumer.wakeup();
    }
}
