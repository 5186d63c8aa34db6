package dev.terrace.stack.boot;

import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.suite.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command and its {@code --name value} pairs; a flag without a value is {@code true}. */
record Options(String command, Map<String, String> values) {

    static Options parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new Refusal("a command is missing");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw new Refusal("not an option: " + argument);
            }
            boolean flag = i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--");
            values.put(argument.substring(2), flag ? "true" : arguments.get(++i));
        }
        return new Options(arguments.get(0), Map.copyOf(values));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String get(String name) {
        return find(name).orElseThrow(() -> new Refusal("option --" + name + " is missing"));
    }

    Path path(String name) {
        return Path.of(get(name)).toAbsolutePath().normalize();
    }

    /** The places of {@code --root}, {@code --state} and {@code --data}. */
    Home home() {
        Path root = path("root");
        Path state = find("state").isPresent() ? path("state") : root.resolve(".terrace");
        return new Home(root, state, find("data").isPresent() ? path("data") : state.resolve("data"));
    }

    boolean flag(String name) {
        return find(name).isPresent();
    }
}
