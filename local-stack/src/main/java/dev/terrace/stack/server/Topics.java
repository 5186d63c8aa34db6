package dev.terrace.stack.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The suite's topics: four partitions, one replica; the configuration topic is compacted. */
public final class Topics {
    private static final List<String> NAMES = List.of(
            "terrace.cache.window.v1",
            "terrace.cache.access.v1",
            "terrace.cache.invalidation.v1",
            "terrace.cache.config.v1",
            "terrace.cache.command.v1",
            "terrace.cache.command.v1.dlq",
            "terrace.cache.writeback.v1",
            "terrace.optimizer.recommendation.v1",
            "terrace.optimizer.experiment.v1",
            "terrace.cdn.purge.v1",
            "terrace.monitoring.alert.v1",
            "terrace.audit.v1");
    private static final String COMPACTED = "terrace.cache.config.v1";
    private static final int PARTITIONS = 4;
    private static final int LIMIT_SECONDS = 60;
    private final String bootstrap;

    public Topics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Makes those that are not there, with a prefix to their names or none. */
    public void make(String prefix) throws IOException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("client.id", "local-stack");
        try (Admin admin = Admin.create(properties)) {
            Set<String> there = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = NAMES.stream()
                    .filter(name -> !there.contains(prefix + name))
                    .map(name -> topic(prefix, name))
                    .toList();
            admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IOException("topics cannot be made at " + bootstrap + ": " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new IOException("Kafka at " + bootstrap + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Makes those that are not there. */
    public void make() throws IOException {
        make("");
    }

    /** What is made, without a prefix to the names. */
    public static List<NewTopic> all() {
        return NAMES.stream().map(name -> topic("", name)).toList();
    }

    private static NewTopic topic(String prefix, String name) {
        NewTopic topic = new NewTopic(prefix + name, PARTITIONS, (short) 1);
        return name.equals(COMPACTED) ? topic.configs(Map.of("cleanup.policy", "compact")) : topic;
    }
}
