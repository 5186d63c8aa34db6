package dev.terrace.cachectl.tail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic without a consumer group, so that it disturbs nobody. */
public final class Tail {
    private final String brokers;

    public Tail(String brokers) {
        this.brokers = brokers;
    }

    /** Hands each record's body to {@code line} until so many came (0: for ever). */
    public void follow(String topic, boolean fromBeginning, long count, Consumer<String> line) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(topic, Duration.ofSeconds(10)).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
            for (long seen = 0; count == 0 || seen < count; ) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofSeconds(1))) {
                    line.accept(event.value() == null ? "null" : new String(event.value(), StandardCharsets.UTF_8));
                    seen++;
                }
            }
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(java.util.Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"));
        return settings;
    }
}
