package dev.terrace.stack.suite;

import dev.terrace.stack.host.ProcessMark;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, as the launcher writes it down for whoever asks: {@code .terrace/run/suite.properties}. Pids of children
 * are not in it; they change, and stand in the pid files.
 *
 * @param launcher the process that runs servers and supervises
 * @param services name and address of each service
 * @param servers name and {@code host:port} of each server, also of those that run elsewhere
 * @param inLauncher the servers that run inside the launcher's process
 * @param token the file of the admin token
 */
public record Description(
        ProcessMark launcher,
        Map<String, String> services,
        Map<String, String> servers,
        java.util.Set<String> inLauncher,
        Path token) {

    /** As properties; services keep their order by a number in the key. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("launcher", launcher.pid() + " " + launcher.start());
        properties.put("token", token.toString());
        int number = 100;
        for (Map.Entry<String, String> service : services.entrySet()) {
            properties.put("service." + number++, service.getKey() + " " + service.getValue());
        }
        servers.forEach((name, address) -> properties.put("server." + name, address));
        properties.put("in_launcher", String.join(" ", inLauncher));
        return properties;
    }

    /** Back from properties that are sorted by key; empty when its launcher is gone. */
    public static Optional<Description> of(Map<String, String> properties) {
        String[] mark = properties.getOrDefault("launcher", "0 0").split(" ");
        ProcessMark launcher = new ProcessMark(Long.parseLong(mark[0]), Long.parseLong(mark[1]));
        if (!launcher.alive()) {
            return Optional.empty();
        }
        Map<String, String> services = new LinkedHashMap<>();
        Map<String, String> servers = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith("service.")) {
                String[] words = value.split(" ");
                services.put(words[0], words[1]);
            } else if (key.startsWith("server.")) {
                servers.put(key.substring("server.".length()), value);
            }
        });
        java.util.Set<String> inside =
                java.util.Set.of(properties.getOrDefault("in_launcher", "").split(" "));
        return Optional.of(
                new Description(launcher, services, servers, inside, Path.of(properties.getOrDefault("token", ""))));
    }
}
