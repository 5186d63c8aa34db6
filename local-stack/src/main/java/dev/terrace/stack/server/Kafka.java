package dev.terrace.stack.server;

import dev.terrace.stack.host.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.metadata.storage.FormatterException;
import org.jspecify.annotations.Nullable;

/** A Kafka broker and its controller (KRaft) in this JVM, tuned to be small. Its log is in {@code DATA/kafka}. */
final class Kafka implements Server {
    private final int port;
    private final Place place;
    private @Nullable KafkaRaftServer broker;

    Kafka(int port, Place place) {
        this.port = port;
        this.place = place;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        format();
        KafkaRaftServer fresh = new KafkaRaftServer(KafkaConfig.fromProps(properties(), false), Time.SYSTEM);
        broker = fresh;
        fresh.startup();
        new Topics("127.0.0.1:" + port).make();
    }

    @Override
    public void stop() {
        KafkaRaftServer running = broker;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
            broker = null;
        }
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("TERRACE_KAFKA_BOOTSTRAP", "127.0.0.1:" + port);
    }

    private void format() throws IOException {
        if (Files.exists(directory().resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory());
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory().toString())
                    .addDirectory(directory().toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (FormatterException e) {
            throw new IOException("Kafka's directory cannot be formatted: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private Properties properties() {
        int controller = Ports.free();
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        // Static voters: the controller's port is free to be another one at each start.
        p.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("log.dirs", directory().toString());
        p.put("auto.create.topics.enable", "false");
        small(p);
        return p;
    }

    private static void small(Properties p) {
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "2");
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "2");
        p.put("offsets.topic.num.partitions", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        p.put("log.segment.bytes", Integer.toString(16 << 20));
        p.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        p.put("log.retention.bytes", Integer.toString(64 << 20));
        p.put("log.retention.hours", "24");
        p.put("metadata.log.segment.bytes", Integer.toString(8 << 20));
        p.put("socket.request.max.bytes", Integer.toString(16 << 20));
    }

    private Path directory() {
        return place.data().resolve("kafka");
    }
}
