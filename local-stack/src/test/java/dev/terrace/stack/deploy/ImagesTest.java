package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images: tags, the servers' versions, and what the services' own are made of. */
class ImagesTest {
    static Stream<String> services() {
        return Code.services().stream();
    }

    static Stream<String> images() {
        Set<String> images = new TreeSet<>();
        Compose.containers()
                .values()
                .forEach(each -> images.add(each.at("image").text()));
        Cluster.pods().values().forEach(pod -> pod.at("containers")
                .items()
                .forEach(each -> images.add(each.at("image").text())));
        services()
                .map(service -> Checkout.text(service + "/Dockerfile"))
                .forEach(file -> images.addAll(Checkout.all(file, "(?m)^FROM (\\S+)")));
        return images.stream();
    }

    @ParameterizedTest
    @MethodSource("images")
    void haveATagThatDoesNotFloatAndNameNoRegistry(String image) {
        assertTrue(image.matches("([a-z0-9-]+/)?[a-z0-9-]+:[A-Za-z0-9._-]+"), image);
        assertFalse(image.endsWith(":latest"), image);
    }

    @Test
    void serversHaveTheVersionsThatTheTestsRunOn() {
        String stack = "local-stack/pom.xml";
        String postgres = Checkout.pom(stack, "postgres.binaries.version").replaceFirst("\\.\\d+$", "");
        String kafka = "apache/kafka:" + Checkout.pom("pom.xml", "kafka.stack.version");
        String s3 = "andrewgaul/s3proxy:s3proxy-" + Checkout.pom(stack, "s3proxy.version");
        Map<String, String> wanted = new TreeMap<>(Map.of(
                "postgres", "postgres:" + postgres, "kafka", kafka, "kafka-topics", kafka, "s3", s3, "s3-bucket", s3));
        Map<String, String> there = new TreeMap<>();
        wanted.keySet()
                .forEach(name -> there.put(
                        name, Compose.file().at("services", name, "image").text()));
        assertEquals(wanted, there);
        Yaml topics =
                Cluster.pods().get("terrace-topics").at("containers").items().getFirst();
        assertEquals(kafka, topics.at("image").text());
    }

    @ParameterizedTest
    @MethodSource("services")
    void ownImagesHaveTheProjectsVersion(String service) {
        assertEquals(
                "terrace/" + service + ":" + Checkout.pom("pom.xml", "version"),
                Compose.service(service).image());
    }

    @ParameterizedTest
    @MethodSource("services")
    void ownImagesRunTheBuildAsNobodyInParticular(String service) {
        String file = Checkout.text(service + "/Dockerfile");
        assertEquals(List.of("10001:10001"), Checkout.all(file, "(?m)^USER (.*)$"));
        String user = Compose.file().at("services", service, "user").text();
        assertEquals("10001:10001", user);
        assertEquals(
                Set.of("lib", "app", "quarkus", "quarkus-run.jar"),
                Set.copyOf(Checkout.all(file, "(?m)^COPY target/quarkus-app/([^ /]+)")));
        assertTrue(Checkout.text(service + "/.dockerignore")
                .lines()
                .toList()
                .containsAll(List.of("*", "!target/quarkus-app/*")));
        assertTrue(file.indexOf("USER ") > file.lastIndexOf("COPY "), "what runs is to be out of reach of who runs it");
    }

    @ParameterizedTest
    @MethodSource("services")
    void ownImagesStartAsTheLauncherDoes(String service) {
        String entry = Checkout.first(Checkout.text(service + "/Dockerfile"), "(?m)^ENTRYPOINT (.*)$");
        List<String> arguments = Checkout.all(entry, "\"([^\"]*)\"");
        List<String> wanted = Code.role(service).flags().stream()
                .filter(flag -> !flag.startsWith("-Xmx"))
                .toList();
        assertTrue(arguments.containsAll(wanted), () -> wanted + " in " + arguments);
        assertEquals(List.of("-jar", "quarkus-run.jar"), arguments.subList(arguments.size() - 2, arguments.size()));
    }
}
