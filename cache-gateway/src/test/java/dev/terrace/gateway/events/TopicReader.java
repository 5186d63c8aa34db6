package dev.terrace.gateway.events;

import dev.terrace.kit.test.LocalStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything on a topic since its beginning, as an ordinary Kafka client reads it. */
final class TopicReader implements AutoCloseable {
    private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread thread;

    TopicReader(String topic) {
        thread = Thread.ofPlatform().daemon().start(() -> read(prefix() + topic));
    }

    static String prefix() {
        return LocalStack.environment().getOrDefault("TERRACE_TOPIC_PREFIX", "");
    }

    private void read(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                LocalStack.environment().get("TERRACE_KAFKA_BOOTSTRAP"),
                "group.id",
                "reader-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                "1000");
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (open.get()) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    @Override
    public void close() throws InterruptedException {
        open.set(false);
        thread.join(5_000);
    }
}
