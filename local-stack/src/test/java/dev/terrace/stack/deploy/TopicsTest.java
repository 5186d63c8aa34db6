package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.server.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics that {@code k8s/base/topics.sh} asks Kafka's own program for, which a recorder stands for here. */
class TopicsTest {
    private static final String CREATE =
            "--bootstrap-server broker:9092 --create --if-not-exists --topic %s%s --partitions %d --replication-factor 3%s";

    @TempDir
    private Path directory;

    @Test
    void asksForEveryTopicOfTheLocalStack() throws Exception {
        assertEquals(asked("", Topics.all()), run("", ""));
    }

    @Test
    void putsThePrefixBeforeEachName() throws Exception {
        assertEquals(asked("blue.", Topics.all()), run("blue.", "terrace.cache.window.v1\n"));
    }

    @Test
    void leavesTopicsThatAreThereAlone() throws Exception {
        NewTopic first = Topics.all().getFirst();
        List<NewTopic> others = Topics.all().stream()
                .filter(topic -> !topic.name().equals(first.name()))
                .toList();
        assertEquals(asked("", others), run("", "__consumer_offsets\n" + first.name() + "\n"));
    }

    @Test
    void coversWhatTheCodeSendsAndReads() {
        Set<String> named = new TreeSet<>(Checkout.all(
                Checkout.text("common-events/src/main/java/dev/terrace/events/Topic.java"),
                "\"(terrace\\.[a-z0-9.]+)\""));
        for (String service : Code.services()) {
            Checkout.files(service + "/src/main/resources", ".properties")
                    .forEach(file -> named.addAll(Checkout.all(
                            Checkout.text(file),
                            "\\$\\{terrace\\.topic\\.prefix:\\}(terrace\\.[a-z0-9.]+\\.v\\d+[a-z.]*)")));
        }
        assertTrue(named.size() >= 9, named::toString);
        named.removeAll(Topics.all().stream().map(NewTopic::name).collect(Collectors.toSet()));
        assertEquals(Set.of(), named);
    }

    @Test
    void bothDeploymentsRunTheScript() {
        Yaml compose = Compose.containers().get("kafka-topics");
        assertEquals(
                List.of("/bin/sh", "/opt/terrace/topics.sh"),
                compose.at("entrypoint").texts());
        assertEquals(
                List.of("./k8s/base/topics.sh:/opt/terrace/topics.sh:ro"),
                compose.at("volumes").texts());
        Yaml pod = Cluster.pods().get("terrace-topics");
        Yaml container = pod.at("containers").items().getFirst();
        assertEquals(
                List.of("/bin/sh", "/opt/terrace/topics.sh"),
                container.at("command").texts());
        String map =
                pod.at("volumes").items().getFirst().at("configMap", "name").text();
        assertEquals(
                Checkout.text("k8s/base/topics.sh").strip(),
                Cluster.object("ConfigMap", map).at("data", "topics.sh").text().strip());
    }

    private static List<String> asked(String prefix, List<NewTopic> topics) {
        return topics.stream()
                .map(topic -> CREATE.formatted(
                        prefix,
                        topic.name(),
                        topic.numPartitions(),
                        topic.configs() == null
                                ? ""
                                : topic.configs().entrySet().stream()
                                        .map(each -> " --config " + each.getKey() + "=" + each.getValue())
                                        .collect(Collectors.joining())))
                .toList();
    }

    /** What the script asks for when these topics are there. */
    private List<String> run(String prefix, String there) throws IOException, InterruptedException {
        Path recorder = directory.resolve("kafka-topics.sh");
        Path calls = directory.resolve("calls");
        Path listed = directory.resolve("listed");
        Files.writeString(listed, there);
        Files.writeString(recorder, """
                #!/bin/sh
                case "$*" in
                  "--bootstrap-server broker:9092 --list") cat "%s" ;;
                  *) echo "$*" >>"%s" ;;
                esac
                """.formatted(listed, calls));
        Files.setPosixFilePermissions(recorder, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder script = new ProcessBuilder(
                        "sh", Checkout.ROOT.resolve("k8s/base/topics.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile());
        script.environment()
                .putAll(Map.of(
                        "KAFKA_TOPICS",
                        recorder.toString(),
                        "TERRACE_KAFKA_BOOTSTRAP",
                        "broker:9092",
                        "TERRACE_TOPIC_PREFIX",
                        prefix,
                        "TOPIC_REPLICAS",
                        "3"));
        Process process = script.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> Checkout.text(directory.resolve("output")));
        return Files.readAllLines(calls);
    }
}
