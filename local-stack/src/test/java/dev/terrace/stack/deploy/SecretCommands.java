package dev.terrace.stack.deploy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands of {@code docs/deployment.md} that put the made secrets into a cluster. */
final class SecretCommands {
    private static final List<String> LINES = Checkout.text("docs/deployment.md")
            .replace("\\\n", " ")
            .lines()
            .filter(line -> line.contains("create secret generic "))
            .toList();

    private SecretCommands() {}

    /** The keys of a secret; a secret that no command makes is an error. */
    static Set<String> keys(String secret) {
        return arguments(secret).stream()
                .map(each -> each.contains("=") ? each.substring(0, each.indexOf('=')) : fileName(each))
                .collect(Collectors.toSet());
    }

    /** The files that it is made of. */
    static Set<String> files(String secret) {
        return arguments(secret).stream().map(SecretCommands::fileName).collect(Collectors.toSet());
    }

    static Set<String> secrets() {
        return LINES.stream()
                .map(line -> Checkout.first(line, "create secret generic (\\S+)"))
                .collect(Collectors.toSet());
    }

    private static List<String> arguments(String secret) {
        String line = LINES.stream()
                .filter(each -> each.contains("create secret generic " + secret + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/deployment.md does not say how to make " + secret));
        return Checkout.all(line, "--from-file=(\\S+)");
    }

    private static String fileName(String argument) {
        return argument.substring(argument.lastIndexOf('/') + 1);
    }
}
