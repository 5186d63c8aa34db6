package dev.terrace.stack.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code docker-compose.yml}. */
final class Compose {
    private static final String SECRETS = ".terrace/secrets/";
    private static final Yaml FILE =
            Yaml.documents(Checkout.text("docker-compose.yml")).getFirst();

    private Compose() {}

    static Yaml file() {
        return FILE;
    }

    /** All its containers, Terrace's and the servers'. */
    static Map<String, Yaml> containers() {
        return FILE.at("services").entries();
    }

    static Deployed service(String name) {
        Yaml container = FILE.at("services", name);
        Map<String, String> environment = new TreeMap<>();
        container.at("environment").entries().forEach((variable, value) -> environment.put(variable, value.text()));
        Set<String> secret = new TreeSet<>();
        for (String file : container.at("env_file").texts()) {
            secret.addAll(Secrets.shared().variables(insideSecrets(file)).keySet());
        }
        Set<String> files = container.at("secrets").texts().stream()
                .map(each -> "/run/secrets/" + each)
                .collect(Collectors.toSet());
        return new Deployed(name, container.at("image").text(), environment, secret, exposed(name), files);
    }

    /** The files behind {@code secrets:}, by the name of the secret. */
    static Map<String, String> secretFiles() {
        Map<String, String> files = new HashMap<>();
        FILE.at("secrets")
                .entries()
                .forEach((name, secret) ->
                        files.put(name, insideSecrets(secret.at("file").text())));
        return files;
    }

    /** Whether a container waits for another, itself or through those that it waits for. */
    static boolean waitsFor(String name, String other) {
        Map<String, Yaml> before = FILE.at("services", name, "depends_on").entries();
        return before.containsKey(other) || before.keySet().stream().anyMatch(each -> waitsFor(each, other));
    }

    private static String insideSecrets(String file) {
        if (!file.startsWith(SECRETS)) {
            throw new AssertionError(file + " is not in " + SECRETS);
        }
        return file.substring(SECRETS.length());
    }

    /** In a network of containers a service has the ports that its image exposes. */
    private static Set<Integer> exposed(String name) {
        Yaml build = FILE.at("services", name, "build", "context");
        List<String> ports = Checkout.all(Checkout.text(build.text() + "/Dockerfile"), "(?m)^EXPOSE (.*)$");
        return ports.stream()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}
