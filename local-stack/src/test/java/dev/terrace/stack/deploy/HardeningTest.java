package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who runs as what, with how much, and who waits for whom. */
class HardeningTest {
    static Stream<String> containers() {
        return Compose.containers().keySet().stream();
    }

    static Stream<String> pods() {
        return Cluster.pods().keySet().stream();
    }

    static Stream<String> services() {
        return Code.services().stream();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void containersAreNotRootAndBounded(String name) {
        Yaml container = Compose.containers().get(name);
        assertTrue(container.at("user").text().matches("[1-9]\\d*:[1-9]\\d*"), "user");
        assertEquals(List.of("ALL"), container.at("cap_drop").texts());
        assertFalse(container.at("cap_add").isThere());
        assertFalse(container.at("privileged").isThere());
        assertEquals(
                List.of("no-new-privileges:true"), container.at("security_opt").texts());
        Yaml limits = container.at("deploy", "resources", "limits");
        assertTrue(limits.at("memory").text().matches("[1-9]\\d*M"), "memory");
        assertTrue(limits.at("cpus").text().matches("\\d+\\.\\d"), "cpus");
        assertTrue(limits.at("pids").text().matches("[1-9]\\d*"), "pids");
        assertTrue(container.at("restart").isThere(), "restart");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whatOthersWaitForSaysWhenItIsThere(String name) {
        Compose.containers().get(name).at("depends_on").entries().forEach((other, wait) -> {
            Yaml awaited = Compose.containers().get(other);
            boolean stays = awaited.at("restart").text().equals("unless-stopped");
            assertEquals(
                    stays ? "service_healthy" : "service_completed_successfully",
                    wait.at("condition").text());
            assertEquals(
                    stays,
                    awaited.at("healthcheck", "test").isThere()
                            || awaited.at("build").isThere());
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void servicesWaitForTheServersTheyAreTold(String service) {
        Compose.service(service).environment().forEach((variable, value) -> {
            for (String host : Checkout.all(value, "(?:^|//)([a-z][a-z0-9-]*):\\d+")) {
                assertTrue(Compose.containers().containsKey(host), () -> variable + " names " + host);
                assertTrue(
                        Code.services().contains(host) || Compose.waitsFor(service, host),
                        () -> service + " does not wait for " + host);
                Set<String> near = Set.copyOf(
                        Compose.containers().get(service).at("networks").texts());
                assertTrue(Compose.containers().get(host).at("networks").texts().stream()
                        .anyMatch(near::contains));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void servicesWriteNowhereButInTheirData(String service) {
        Yaml container = Compose.containers().get(service);
        assertEquals("true", container.at("read_only").text());
        // Native libraries are unpacked there; by default what is on a tmpfs may not be run.
        assertTrue(container.at("tmpfs").texts().stream().anyMatch(each -> each.startsWith("/tmp:exec,")), "/tmp:exec");
        String data = Compose.service(service).environment().get("TERRACE_DATA_DIR");
        assertTrue(container.at("volumes").texts().stream().anyMatch(each -> each.endsWith(":" + data)));
        Set<String> mounts = Set.copyOf(
                Cluster.pods().get(service).at("containers").items().getFirst().at("volumeMounts").items().stream()
                        .map(mount -> mount.at("mountPath").text())
                        .toList());
        assertTrue(mounts.containsAll(Set.of("/tmp", data)));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void podsAreNotRoot(String name) {
        Yaml pod = Cluster.pods().get(name);
        assertEquals("true", pod.at("securityContext", "runAsNonRoot").text());
        assertTrue(pod.at("securityContext", "runAsUser").text().matches("[1-9]\\d*"));
        assertEquals(
                "RuntimeDefault",
                pod.at("securityContext", "seccompProfile", "type").text());
        assertEquals("false", pod.at("automountServiceAccountToken").text());
        // A Service named redis would set REDIS_PORT, which is one of the suite's settings.
        assertEquals("false", pod.at("enableServiceLinks").text());
        for (Yaml container : pod.at("containers").items()) {
            Yaml context = container.at("securityContext");
            assertEquals("false", context.at("allowPrivilegeEscalation").text());
            assertEquals("true", context.at("readOnlyRootFilesystem").text());
            assertEquals(List.of("ALL"), context.at("capabilities", "drop").texts());
        }
    }

    @ParameterizedTest
    @MethodSource("pods")
    void podsAreBounded(String name) {
        for (Yaml container : Cluster.pods().get(name).at("containers").items()) {
            for (String resource : List.of("cpu", "memory")) {
                BigDecimal least = quantity(container.at("resources", "requests", resource));
                BigDecimal most = quantity(container.at("resources", "limits", resource));
                assertTrue(least.signum() > 0 && least.compareTo(most) <= 0, () -> resource + " of " + name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void theHeapIsNoSmallerThanInTheLocalStack(String service) {
        String heap = Code.role(service).flags().getFirst();
        BigDecimal local = quantity(new Yaml(heap.replace("-Xmx", "").replace("m", "Mi")));
        String percent = Checkout.first(Checkout.text(service + "/Dockerfile"), "MaxRAMPercentage=(\\d+)");
        Yaml compose = Compose.containers().get(service).at("deploy", "resources", "limits", "memory");
        Yaml cluster =
                Cluster.pods().get(service).at("containers").items().getFirst().at("resources", "limits", "memory");
        BigDecimal memory = quantity(cluster);
        assertEquals(memory, quantity(new Yaml(compose.text() + "i")));
        BigDecimal share = memory.multiply(new BigDecimal(percent)).movePointLeft(2);
        assertTrue(share.compareTo(local) >= 0, () -> share + " is less than " + local);
    }

    @Test
    void serversKeepWhatTheyMustAndNoMore() {
        String values = Compose.containers().get("redis").at("command").texts().toString();
        String log = Compose.containers().get("redis-log").at("command").texts().toString();
        assertTrue(values.contains("--maxmemory-policy, allkeys-lru") && values.contains("--appendonly, no"), values);
        assertTrue(log.contains("--maxmemory-policy, noeviction") && log.contains("--appendonly, yes"), log);
        assertTrue(values.endsWith("--save, ]") && log.endsWith("--save, ]"));
        assertEquals(
                "false",
                Compose.file()
                        .at("services", "kafka", "environment", "KAFKA_AUTO_CREATE_TOPICS_ENABLE")
                        .text());
        for (String durable : List.of("postgres", "redis-log", "kafka", "s3")) {
            String volume =
                    Compose.containers().get(durable).at("volumes").texts().getFirst();
            assertTrue(Compose.file().at("volumes").entries().containsKey(volume.split(":")[0]), durable);
        }
        assertEquals("true", Compose.file().at("networks", "back", "internal").text());
    }

    private static BigDecimal quantity(Yaml text) {
        return Quantity.getAmountInBytes(Quantity.parse(text.text()));
    }
}
