package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.suite.Role;
import dev.terrace.stack.suite.Wish;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports and probes of both deployments against the code's defaults and the published contract. */
class PortsTest {
    /** The contract on the wire: a change of it is a change for all clients. */
    private static final Map<String, Set<Integer>> CONTRACT = Map.of(
            "cache-gateway", Set.of(8080, 8081),
            "optimizer-service", Set.of(8082),
            "cdn-service", Set.of(8083, 8085),
            "monitoring-service", Set.of(8084));

    static Stream<String> services() {
        return Code.services().stream();
    }

    @Test
    void theServicesAreThoseOfTheContract() {
        assertEquals(CONTRACT.keySet(), Set.copyOf(Code.services()));
        Set<String> deployments =
                Cluster.objects("Deployment").stream().map(Cluster::name).collect(Collectors.toSet());
        assertEquals(CONTRACT.keySet(), deployments);
        Set<String> built = new TreeSet<>();
        Compose.containers().forEach((name, container) -> {
            if (container.at("build").isThere()) {
                built.add(name);
            }
        });
        assertEquals(CONTRACT.keySet(), built);
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyPlaceHasThePortsOfTheContract(String service) {
        Set<Integer> ports = CONTRACT.get(service);
        assertEquals(ports, Compose.service(service).ports());
        assertEquals(ports, Cluster.service(service).ports());
        Set<Integer> container = container(service).at("ports").items().stream()
                .map(port -> Integer.valueOf(port.at("containerPort").text()))
                .collect(Collectors.toSet());
        assertEquals(ports, container);
    }

    @Test
    void theCodeHasThePortsOfTheContractAsDefaults() {
        Map<String, Set<Integer>> code = new TreeMap<>();
        for (Role role : Role.values()) {
            String port = Code.value(role.service(), "TERRACE_HTTP_PORT");
            assertEquals(role.defaultPort(), Integer.parseInt(port));
            code.computeIfAbsent(role.service(), name -> new TreeSet<>()).add(role.defaultPort());
        }
        code.get("cache-gateway").add(new Wish(1, Map.of()).proxyPort(1));
        code.get("cdn-service").add(Integer.valueOf(Code.value("cdn-service", "TERRACE_EDGE_PORT")));
        assertEquals(new TreeMap<>(CONTRACT), code);
    }

    @Test
    void onlyTheGatewayAndTheEdgeArePublishedAndOnlyToThisMachine() {
        Map<String, Set<String>> published = new TreeMap<>();
        Compose.containers().forEach((name, container) -> {
            if (container.at("ports").isThere()) {
                published.put(name, Set.copyOf(container.at("ports").texts()));
            }
        });
        assertEquals(
                Map.of(
                        "cache-gateway", Set.of("127.0.0.1:8080:8080", "127.0.0.1:8081:8081"),
                        "cdn-service", Set.of("127.0.0.1:8085:8085")),
                published);
        for (Yaml service : Cluster.objects("Service")) {
            assertEquals("", service.at("spec", "type").text(), "reached from outside by an overlay's ingress alone");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void probesAskWhatTheServiceAnswers(String service) {
        Map<String, String> probes = Map.of(
                "startupProbe", "/q/health/live",
                "livenessProbe", "/q/health/live",
                "readinessProbe", "/q/health/ready");
        probes.forEach((probe, path) -> {
            Yaml get = container(service).at(probe, "httpGet");
            assertEquals(path, get.at("path").text());
            assertEquals("http", get.at("port").text());
        });
        Yaml first = container(service).at("ports").items().getFirst();
        assertEquals("http", first.at("name").text());
        assertEquals(
                Integer.toString(Code.role(service).defaultPort()),
                first.at("containerPort").text());
        String check = Checkout.first(Checkout.text(service + "/Dockerfile"), "HEALTHCHECK[^\"]*\"([^\"]*)\"");
        assertEquals(
                "http://127.0.0.1:${TERRACE_HTTP_PORT:-" + Code.role(service).defaultPort() + "}/q/health/ready",
                check);
    }

    @ParameterizedTest
    @MethodSource("services")
    void healthIsWhereTheProbesAskForIt(String service) {
        assertTrue(Checkout.text(service + "/pom.xml").contains("<artifactId>quarkus-smallrye-health</artifactId>"));
        String shared = Checkout.text("service-kit/src/main/resources/META-INF/microprofile-config.properties");
        String own = Checkout.text(service + "/src/main/resources/application.properties");
        for (String moved : Set.of(
                "quarkus.http.root-path",
                "quarkus.http.non-application-root-path",
                "quarkus.smallrye-health.root-path",
                "quarkus.smallrye-health.liveness-path",
                "quarkus.smallrye-health.readiness-path",
                "quarkus.management.enabled")) {
            assertTrue(
                    !shared.contains(moved) && !own.contains(moved), () -> moved + " moves the probes of " + service);
        }
        assertTrue(shared.contains("quarkus.http.auth.permission.health.paths=/q/health,/q/health/*"));
        assertTrue(shared.contains("quarkus.http.auth.permission.health.policy=permit"));
    }

    private static Yaml container(String service) {
        return Cluster.pods().get(service).at("containers").items().getFirst();
    }
}
