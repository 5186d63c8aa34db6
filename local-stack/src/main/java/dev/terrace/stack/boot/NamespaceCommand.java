package dev.terrace.stack.boot;

import dev.terrace.stack.host.Secrets;
import dev.terrace.stack.server.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code namespace --dir DIR --name NAME}: a corner for one user on the servers that run in DIR: a database, topics,
 * keys, secrets and a directory. What a service needs to find it all is written to {@code DIR/NAME/environment}.
 */
final class NamespaceCommand {
    private static final int REDIS_DATABASES = 16;
    private final Path servers;
    private final Path home;
    private final String name;

    NamespaceCommand(Options options) {
        name = options.get("name");
        servers = options.path("dir").resolve("servers.properties");
        home = options.path("dir").resolve(name);
    }

    int run() throws IOException {
        Map<String, String> environment = new TreeMap<>(PropertyFile.read(servers));
        environment.keySet().removeIf(key -> !key.startsWith("TERRACE_"));
        Namespace.make(name, environment);
        Path data = Files.createDirectories(home.resolve("data"));
        int number = Integer.parseInt(name.replaceFirst("^\\D+", ""));
        String postgres = environment.getOrDefault("TERRACE_POSTGRES_URL", "");
        environment.put("TERRACE_POSTGRES_URL", postgres.substring(0, postgres.lastIndexOf('/') + 1) + name);
        environment.compute("TERRACE_REDIS_URL", (key, url) -> url + "/" + number % REDIS_DATABASES);
        environment.compute("TERRACE_LOG_REDIS_URL", (key, url) -> url + "/" + number % REDIS_DATABASES);
        environment.put("TERRACE_TOPIC_PREFIX", name + ".");
        environment.put("TERRACE_KEY_PREFIX", name + ":");
        environment.put("TERRACE_DATA_DIR", data.toString());
        environment.putAll(new Identity(home).keep());
        Secrets.write(home.resolve("environment"), PropertyFile.text(environment));
        return 0;
    }
}
