package dev.terrace.gateway.writeback.kafka;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients with the settings that the journal's promises rest on. */
final class Clients {
    /** Within which an append has been answered or has failed. */
    static final int APPEND_MS = 5000;

    private static final int BUFFER = 32 << 20;
    private static final int RECORD = 1 << 20;

    private Clients() {}

    /** All replicas have what is acknowledged; what is retried is there once, in order. */
    static KafkaProducer<byte[], byte[]> producer(JournalSettings settings) {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap()),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER),
                        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RECORD),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000L),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, APPEND_MS / 2),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, APPEND_MS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Reads everything from the beginning, of no group. */
    static KafkaConsumer<byte[], byte[]> follower(JournalSettings settings) {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A member of the group that shares the partitions out; it reads nothing. */
    static KafkaConsumer<byte[], byte[]> member(JournalSettings settings) {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.group(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        settings.sessionMs(),
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        settings.sessionMs() / 3),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static Admin admin(JournalSettings settings) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrap(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                APPEND_MS));
    }
}
