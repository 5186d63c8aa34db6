package dev.terrace.monitoring;

import dev.terrace.events.TerraceEvent;
import dev.terrace.events.Topic;
import dev.terrace.kit.events.EventCodec;
import dev.terrace.kit.test.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An ordinary Kafka client beside the service. */
final class Broker implements AutoCloseable {
    private final String prefix = LocalStack.environment().getOrDefault("TERRACE_TOPIC_PREFIX", "");
    private final String bootstrap = LocalStack.environment().getOrDefault("TERRACE_KAFKA_BOOTSTRAP", "");
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
    private final List<AutoCloseable> open = new ArrayList<>(List.of(producer));

    void send(TerraceEvent event) {
        raw(event.topic(), event.key(), EventCodec.encode(event));
    }

    void raw(Topic topic, String key, byte[] body) {
        producer.send(new ProducerRecord<>(prefix + topic.topicName(), key, body));
        producer.flush();
    }

    /** Everything that topic holds from its beginning, read bit by bit. */
    Reader reader(Topic topic) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "t-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(prefix + topic.topicName()));
        open.add(consumer);
        return new Reader(topic, consumer, new ArrayList<>());
    }

    record Reader(Topic topic, KafkaConsumer<String, byte[]> consumer, List<TerraceEvent> seen) {
        List<TerraceEvent> all() throws Exception {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                seen.add(EventCodec.decode(topic, record.value()));
            }
            return seen;
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }
}
