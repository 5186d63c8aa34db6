package dev.terrace.cachectl.suite;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.terrace.cachectl.client.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic read from its beginning by an ordinary client that knows nothing of Terrace but the name and JSON. */
final class Topic implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    Topic(String brokers, String name) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until there is a record of which this holds. */
    ConsumerRecord<byte[], byte[]> awaitRecord(Duration limit, Predicate<JsonNode> wanted) {
        return await().atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(wanted), found -> !found.isEmpty())
                .getLast();
    }

    private List<ConsumerRecord<byte[], byte[]>> find(Predicate<JsonNode> wanted) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return seen.stream().filter(one -> wanted.test(json(one))).toList();
    }

    /** Its body; of one that is no JSON the text. */
    static JsonNode json(ConsumerRecord<byte[], byte[]> event) {
        try {
            return Suite.JSON.readTree(event.value());
        } catch (IOException noJson) {
            return Suite.JSON.getNodeFactory().textNode(new String(event.value(), StandardCharsets.UTF_8));
        }
    }

    /** Publishes a body to a topic and waits until the broker has it. */
    static void publish(String brokers, String topic, String body) {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
