package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.terrace.stack.suite.Role;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Variables of both deployments against what the services read. */
class EnvironmentTest {
    /** Between containers on one machine and a cluster these may differ: what is outside, and what one gateway alone may do. */
    private static final Set<String> OF_THE_PLACE =
            Set.of("TERRACE_S3_ENDPOINT", "TERRACE_EDGE_PUBLIC_URL", "TERRACE_ENGINE_FILE_RECORDS");

    static Stream<String> services() {
        return Code.services().stream();
    }

    static Stream<Deployed> deployed() {
        return services().flatMap(name -> Stream.of(Compose.service(name), Cluster.service(name)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void findsWhatTheServiceReads(String service) {
        assertTrue(
                Code.needs(service)
                        .containsAll(Set.of(
                                "TERRACE_HTTP_HOST",
                                "TERRACE_POSTGRES_URL",
                                "TERRACE_POSTGRES_PASSWORD",
                                "TERRACE_KAFKA_BOOTSTRAP",
                                "TERRACE_ADMIN_TOKEN_FILE",
                                "TERRACE_JWT_PUBLIC_KEY_FILE")),
                () -> service + " needs only " + Code.needs(service));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void whatWouldHoldOnlyLocallyIsSet(Deployed deployed) {
        Set<String> missing = new TreeSet<>(Code.needs(deployed.service()));
        missing.removeAll(deployed.variables());
        assertEquals(Set.of(), missing, () -> "to be set for " + deployed);
    }

    @ParameterizedTest
    @MethodSource("services")
    void composeSetsNothingThatNobodyReads(String service) {
        Set<String> unknown = new TreeSet<>(Compose.service(service).variables());
        unknown.removeAll(Code.reads(service).keySet());
        unknown.removeAll(Code.told());
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("services")
    void theClusterSetsNothingThatNobodyReads(String service) {
        // Settings are one ConfigMap for all services: what one does not read is another's.
        Set<String> unknown = new TreeSet<>(Cluster.service(service).variables());
        Code.services().forEach(each -> unknown.removeAll(Code.reads(each).keySet()));
        unknown.removeAll(Code.told());
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("services")
    void bothDeploymentsAgree(String service) {
        Deployed compose = Compose.service(service);
        Deployed cluster = Cluster.service(service);
        assertEquals(compose.image(), cluster.image());
        assertEquals(compose.secret(), cluster.secret());
        assertEquals(compose.ports(), cluster.ports());
        Map<String, String> inBoth = new TreeMap<>(cluster.environment());
        inBoth.keySet().retainAll(compose.environment().keySet());
        assertEquals(withoutPlaces(compose.environment()), withoutPlaces(inBoth));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theClusterGivesAServiceNothingItReadsThatComposeDoesNot(String service) {
        Set<String> more = new TreeSet<>(Cluster.service(service).variables());
        more.retainAll(Code.reads(service).keySet());
        more.removeAll(Compose.service(service).variables());
        assertEquals(Set.of(), more);
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void servicesFindEachOtherByNameAndPort(Deployed deployed) {
        for (Role role : Role.values()) {
            assertEquals(
                    "http://" + role.service() + ":" + role.defaultPort(),
                    deployed.environment().get(role.urlVariable()));
        }
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void secretFilesAreWhereTheVariablesSay(Deployed deployed) {
        Set<String> named = new TreeSet<>();
        deployed.environment().forEach((variable, value) -> {
            if (variable.endsWith("_FILE")) {
                named.add(value);
            }
        });
        assertEquals(new TreeSet<>(deployed.files()), named);
    }

    @Test
    void onlyTheGatewayHoldsTheSigningKey() {
        for (Deployed each : deployed().toList()) {
            boolean gateway = each.service().equals(Role.GATEWAY.service());
            assertEquals(gateway, each.variables().contains("TERRACE_JWT_PRIVATE_KEY_FILE"), each::toString);
            assertEquals(gateway, each.files().stream().anyMatch(file -> file.endsWith("jwt.key")), each::toString);
        }
    }

    @Test
    void gatewaysThatAreSeveralKeepNoRecordsInTheirFiles() {
        String variable = "TERRACE_ENGINE_FILE_RECORDS";
        int gateways = Integer.parseInt(Cluster.object("Deployment", "cache-gateway")
                .at("spec", "replicas")
                .text());
        assertEquals(
                Boolean.toString(gateways == 1),
                Cluster.service("cache-gateway").environment().get(variable));
        assertEquals(
                Boolean.toString(!Compose.file()
                        .at("services", "cache-gateway", "deploy", "replicas")
                        .isThere()),
                Compose.service("cache-gateway").environment().get(variable));
    }

    private static Map<String, String> withoutPlaces(Map<String, String> environment) {
        Map<String, String> rest = new TreeMap<>(environment);
        rest.keySet().removeIf(variable -> OF_THE_PLACE.contains(variable) || variable.endsWith("_FILE"));
        return rest;
    }
}
