package dev.terrace.stack.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code k8s/base} as {@code kubectl kustomize} renders it; where kubectl is not on PATH, as its files say. */
final class Cluster {
    private static final int LIMIT_SECONDS = 60;
    private static final String RENDERED = kubectl().map(Cluster::rendered).orElseGet(KustomizeFiles::joined);
    private static final List<Yaml> OBJECTS = Yaml.documents(RENDERED);

    private Cluster() {}

    static List<Yaml> objects() {
        return OBJECTS;
    }

    static List<Yaml> objects(String kind) {
        return OBJECTS.stream()
                .filter(each -> each.at("kind").text().equals(kind))
                .toList();
    }

    static Yaml object(String kind, String name) {
        return objects(kind).stream()
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("k8s/base has no " + kind + " " + name));
    }

    static String name(Yaml object) {
        return object.at("metadata", "name").text();
    }

    /** The pods of all Deployments and Jobs, by the name of what makes them. */
    static Map<String, Yaml> pods() {
        Map<String, Yaml> pods = new TreeMap<>();
        Stream.of("Deployment", "Job")
                .flatMap(kind -> objects(kind).stream())
                .forEach(each -> pods.put(name(each), each.at("spec", "template", "spec")));
        return pods;
    }

    static Deployed service(String name) {
        Yaml pod = object("Deployment", name).at("spec", "template", "spec");
        Yaml container = pod.at("containers").items().getFirst();
        Map<String, String> environment = new TreeMap<>();
        Set<String> secret = new TreeSet<>();
        for (Yaml source : container.at("envFrom").items()) {
            object("ConfigMap", source.at("configMapRef", "name").text())
                    .at("data")
                    .entries()
                    .forEach((key, value) -> environment.put(key, value.text()));
        }
        for (Yaml variable : container.at("env").items()) {
            String key = variable.at("name").text();
            if (variable.at("valueFrom", "secretKeyRef").isThere()) {
                secret.add(key);
            } else {
                environment.put(key, variable.at("value").text());
            }
        }
        Set<Integer> ports = object("Service", name).at("spec", "ports").items().stream()
                .map(port -> Integer.valueOf(port.at("port").text()))
                .collect(Collectors.toSet());
        return new Deployed(name, container.at("image").text(), environment, secret, ports, files(pod, container));
    }

    /** The files out of secrets that a container sees: each key that the documented commands put into them. */
    private static Set<String> files(Yaml pod, Yaml container) {
        Map<String, String> secrets = new TreeMap<>();
        for (Yaml volume : pod.at("volumes").items()) {
            if (volume.at("secret").isThere()) {
                secrets.put(
                        volume.at("name").text(),
                        volume.at("secret", "secretName").text());
            }
        }
        Set<String> files = new TreeSet<>();
        for (Yaml mount : container.at("volumeMounts").items()) {
            String secret = secrets.get(mount.at("name").text());
            if (secret != null) {
                SecretCommands.keys(secret)
                        .forEach(key -> files.add(mount.at("mountPath").text() + "/" + key));
            }
        }
        return files;
    }

    private static Optional<Path> kubectl() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String rendered(Path kubectl) {
        List<String> command = new ArrayList<>(List.of(kubectl.toString(), "kustomize"));
        command.add(Checkout.ROOT.resolve("k8s/base").toString());
        try {
            Path output = Files.createTempFile("terrace-k8s", ".yaml");
            Path errors = Files.createTempFile("terrace-k8s", ".errors");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output);
            String trouble = Files.readString(errors);
            Files.delete(output);
            Files.delete(errors);
            if (!ended || process.exitValue() != 0 || !trouble.isBlank()) {
                throw new AssertionError("kubectl kustomize k8s/base: " + trouble);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
