package dev.terrace.gateway.writeback.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.writeback.Heard;
import dev.terrace.gateway.writeback.JournalContract;
import dev.terrace.kit.test.LocalStack;
import dev.terrace.kit.test.PrivateServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The journal on a real broker of its own, which is stopped and killed. */
class KafkaJournalIT extends JournalContract {
    private static final int SESSION_MS = 6000;

    private static PrivateServer broker;
    private final String topic = "journal-" + UUID.randomUUID();
    private final Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        broker = LocalStack.privateKafka();
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    private JournalSettings settings(String node, int partitions) {
        return new JournalSettings(broker.url(), topic, "group-" + topic, node, partitions, SESSION_MS);
    }

    @Override
    protected Journal connect(String node) {
        return new KafkaJournal(settings(node, PARTITIONS), troubles::add);
    }

    /** The broker's group does. */
    @Override
    protected void share(List<Journal> living) {}

    @Override
    protected void away() throws IOException {
        broker.pause();
    }

    @Override
    protected void back() throws IOException {
        broker.resume();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.url());
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheBrokerWasKilled() throws IOException {
        Journal one = join("one");
        for (int i = 0; i < 50; i++) {
            answer(one.append(0, write("k" + i, "" + i)));
        }
        broker.kill();
        assertThrows(RuntimeException.class, () -> answer(one.append(0, write("k", "away"))));
        broker.restart();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> answer(one.append(0, write("k", "back"))) >= 50);
        await().atMost(PATIENCE)
                .until(() -> text(heard(one).of(0).getLast().entry()).equals(text(write("k", "back"))));
        Journal two = join("two");
        assertEquals(
                heard(one).of(0).stream().map(Heard.At::offset).toList(),
                heard(two).of(0).stream().map(Heard.At::offset).toList());
        assertTrue(heard(two).of(0).size() > 50);
        await().atMost(PATIENCE)
                .until(() -> heard(one).given().size() + heard(two).given().size() == PARTITIONS);
    }

    /** Reading is one thing and taking part another: a long rebuild costs no partition. */
    @Test
    void aFollowerThatIsSlowKeepsItsPartitions() {
        Journal one = join("one");
        Journal two = join("two");
        await().atMost(PATIENCE)
                .until(() ->
                        !heard(one).given().isEmpty() && !heard(two).given().isEmpty());
        heard(one).hold();
        answer(two.append(0, write("k", "held")));
        await().atMost(PATIENCE).until(() -> heard(one).isHeld());
        await().during(Duration.ofMillis(SESSION_MS + 1000))
                .atMost(PATIENCE)
                .until(() -> !heard(one).given().isEmpty() && heard(two).given().size() < PARTITIONS);
    }

    @Test
    void anotherNumberOfPartitionsIsRefused() throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS + 1, (short) 1)))
                    .all()
                    .get();
        }
        KafkaJournal journal = new KafkaJournal(settings("one", PARTITIONS), troubles::add);
        Heard heard = new Heard();
        journal.follow(heard);
        try {
            await().atMost(PATIENCE)
                    .until(() -> troubles.stream().anyMatch(trouble -> String.valueOf(trouble.getMessage())
                            .contains("has " + (PARTITIONS + 1) + " partitions, not " + PARTITIONS)));
            assertEquals(0, journal.partitions());
            assertThrows(RuntimeException.class, () -> answer(journal.append(0, write("k", "v"))));
            assertEquals(-1, heard.heardBeforeRebuilt());
        } finally {
            journal.close();
        }
        KafkaJournal asItIs = new KafkaJournal(settings("two", 0), troubles::add);
        Heard other = new Heard();
        asItIs.follow(other);
        try {
            await().atMost(PATIENCE).until(() -> other.heardBeforeRebuilt() == 0);
            assertEquals(PARTITIONS + 1, asItIs.partitions());
        } finally {
            asItIs.close();
        }
    }

    @Test
    void nothingInTheTopicGoesByAgeOrSize() throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact", "retention.ms", "1000"))))
                    .all()
                    .get();
            join("one");
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertEquals("delete", config.get("cleanup.policy").value());
            assertEquals("-1", config.get("retention.ms").value());
            assertEquals("-1", config.get("retention.bytes").value());
        }
    }

    @Test
    void anEntryThatIsNotUnderstoodStopsTheReading() throws Exception {
        Journal one = join("one");
        answer(one.append(0, write("k", "before")));
        byte[] later = EntryForm.write(new Journaled.Claim("later"));
        later[0] = 2;
        try (var producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, later)).get();
        }
        await().atMost(PATIENCE).until(() -> troubles.stream()
                .anyMatch(trouble -> String.valueOf(trouble.getMessage()).contains("version 2")));
        answer(one.append(0, write("k", "after")));
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> heard(one).next(0) == 1);
        Journal two = connect("two");
        Heard heard = new Heard();
        two.follow(heard);
        try {
            await().atMost(PATIENCE).until(() -> heard.count() == 1);
            assertEquals(-1, heard.heardBeforeRebuilt());
        } finally {
            two.close();
        }
    }
}
