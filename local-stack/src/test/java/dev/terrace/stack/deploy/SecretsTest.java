package dev.terrace.stack.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret has a default, and what makes them makes all that the deployments name. */
class SecretsTest {
    private static final List<String> ALL = List.of(
            "admin.token",
            "jwt.key",
            "jwt.pub",
            "postgres.password",
            "s3.access",
            "s3.secret",
            "postgres.env",
            "s3.env");

    @TempDir
    private Path directory;

    @Test
    void noFileHoldsASecret() {
        Map<String, String> literals = new TreeMap<>();
        Compose.containers().values().forEach(each -> each.at("environment")
                .entries()
                .forEach((variable, value) -> literals.put(variable, value.text())));
        Cluster.objects("ConfigMap")
                .forEach(each ->
                        each.at("data").entries().forEach((variable, value) -> literals.put(variable, value.text())));
        Cluster.pods().values().forEach(pod -> pod.at("containers").items().forEach(container -> container
                .at("env")
                .items()
                .forEach(variable -> literals.put(
                        variable.at("name").text(), variable.at("value").text()))));
        literals.keySet().removeIf(variable -> !isSecret(variable));
        literals.values().removeIf(String::isEmpty);
        assertEquals(Map.of(), literals);
        for (String service : Code.services()) {
            List<String> set = Checkout.all(Checkout.text(service + "/Dockerfile"), "(?m)^(?:ENV|ARG) ([A-Z0-9_]+)");
            assertTrue(set.stream().noneMatch(SecretsTest::isSecret));
        }
        assertEquals(List.of(), Cluster.objects("Secret"));
    }

    @Test
    void theScriptMakesWhatComposeNames() {
        Set<String> named = new TreeSet<>(Compose.secretFiles().values());
        named.forEach(file -> Secrets.shared().file(file));
        assertEquals(named, new TreeSet<>(Compose.secretFiles().keySet()));
        Set<String> used = new TreeSet<>();
        Compose.containers()
                .values()
                .forEach(each -> used.addAll(each.at("secrets").texts()));
        assertEquals(named, used);
        Compose.containers().values().forEach(each -> each.at("environment").entries().values().stream()
                .map(Yaml::text)
                .filter(value -> value.startsWith("/run/secrets/"))
                .forEach(value -> assertTrue(
                        each.at("secrets").texts().contains(value.substring("/run/secrets/".length())), value)));
    }

    @Test
    void theDocumentedCommandsMakeWhatTheClusterNames() {
        Set<String> used = new TreeSet<>();
        for (Yaml pod : Cluster.pods().values()) {
            pod.at("volumes")
                    .items()
                    .forEach(
                            volume -> used.add(volume.at("secret", "secretName").text()));
            pod.at("containers")
                    .items()
                    .forEach(container -> container.at("env").items().forEach(variable -> {
                        Yaml reference = variable.at("valueFrom", "secretKeyRef");
                        if (reference.isThere()) {
                            used.add(reference.at("name").text());
                            assertTrue(
                                    SecretCommands.keys(reference.at("name").text())
                                            .contains(reference.at("key").text()),
                                    () -> reference + " is not made");
                        }
                    }));
        }
        used.remove("");
        assertEquals(new TreeSet<>(SecretCommands.secrets()), used);
        used.forEach(secret ->
                SecretCommands.files(secret).forEach(file -> Secrets.shared().file(file)));
    }

    @Test
    void theKeysAreAPairOnTheCurveTheServicesUse() throws Exception {
        Secrets secrets = Secrets.shared();
        KeyFactory keys = KeyFactory.getInstance("EC");
        PrivateKey signs = keys.generatePrivate(new PKCS8EncodedKeySpec(der(secrets.text("jwt.key"))));
        PublicKey verifies = keys.generatePublic(new X509EncodedKeySpec(der(secrets.text("jwt.pub"))));
        assertEquals(256, ((ECPublicKey) verifies).getParams().getOrder().bitLength());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signs);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(verifies);
        signature.update(new byte[] {1, 2, 3});
        assertTrue(signature.verify(signed));
    }

    @Test
    void environmentFilesSayTheSameAsTheFilesForServers() {
        Secrets secrets = Secrets.shared();
        assertEquals(
                Map.of("TERRACE_POSTGRES_PASSWORD", secrets.text("postgres.password")),
                secrets.variables("postgres.env"));
        assertEquals(
                Map.of(
                        "TERRACE_S3_ACCESS_KEY", secrets.text("s3.access"),
                        "TERRACE_S3_SECRET_KEY", secrets.text("s3.secret")),
                secrets.variables("s3.env"));
        assertTrue(secrets.text("admin.token").matches("[0-9a-f]{64}"));
        assertTrue(secrets.text("postgres.password").matches("[0-9a-f]{48}"));
    }

    @Test
    void whatIsThereStaysAndNoTwoPlacesAreAlike() throws Exception {
        Secrets one = Secrets.made(directory.resolve("one"));
        Secrets other = Secrets.made(directory.resolve("other"));
        Map<String, String> before = new TreeMap<>();
        ALL.forEach(name -> before.put(name, one.text(name)));
        before.forEach((name, text) -> assertNotEquals(text, other.text(name), name));
        Secrets.made(directory.resolve("one"));
        before.forEach((name, text) -> assertEquals(text, one.text(name), name));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("one"))));
        try (var files = Files.list(directory.resolve("one"))) {
            assertEquals(
                    Set.copyOf(ALL),
                    Set.copyOf(files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void gitDoesNotSeeThem() {
        assertTrue(Checkout.text(".gitignore").lines().anyMatch(".terrace/"::equals));
    }

    private static boolean isSecret(String variable) {
        return !variable.endsWith("_FILE")
                && variable.matches(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL|IDENTITY|ACCESS_KEY|PRIVATE).*");
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
