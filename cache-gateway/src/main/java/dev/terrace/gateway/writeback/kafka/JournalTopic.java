package dev.terrace.gateway.writeback.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The journal's topic: nothing in it goes by age or size, only what was settled is deleted. Calls block. */
final class JournalTopic {
    private static final Map<String, String> CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1",
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString((1 << 20) + 4096));

    private final Admin admin;
    private final JournalSettings settings;

    JournalTopic(Admin admin, JournalSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Makes it if it is not there, and gives it the journal's configuration; how many partitions it has.
     *
     * @throws IllegalStateException when that is another number than is configured: keys would change their partitions
     */
    int ready() throws ExecutionException, InterruptedException {
        int there = partitions();
        int count = there > 0 ? there : make();
        if (settings.partitions() > 0 && count != settings.partitions()) {
            throw new IllegalStateException(settings.topic() + " has " + count + " partitions, not "
                    + settings.partitions() + "; the number is fixed when it is made");
        }
        configure();
        return count;
    }

    private int partitions() throws ExecutionException, InterruptedException {
        try {
            TopicDescription description = Objects.requireNonNull(admin.describeTopics(List.of(settings.topic()))
                            .topicNameValues()
                            .get(settings.topic()))
                    .get();
            return description.partitions().size();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw failure;
        }
    }

    private int make() throws ExecutionException, InterruptedException {
        Optional<Integer> count = settings.partitions() > 0 ? Optional.of(settings.partitions()) : Optional.empty();
        NewTopic topic = new NewTopic(settings.topic(), count, Optional.empty()).configs(CONFIG);
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw failure;
            }
        }
        return partitions();
    }

    private void configure() throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        Collection<AlterConfigOp> changes = CONFIG.entrySet().stream()
                .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    }
}
