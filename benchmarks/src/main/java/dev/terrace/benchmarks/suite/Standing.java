package dev.terrace.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A suite that runs on this machine, as a whole.
 *
 * @param gateways in the order of their numbers
 * @param servers addresses by name, as in {@code ./terrace status --json}
 * @param pids processes by the name of service or server
 */
public record Standing(List<Suite> gateways, Map<String, String> servers, Map<String, Long> pids) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** From what {@code ./terrace status --json} prints; {@code TERRACE_TOKEN} has precedence. */
    public static Standing of(String status, Map<String, String> environment) {
        try {
            JsonNode said = JSON.readTree(status);
            String token = Suite.token(said.path("token_file").asText(), environment);
            List<Suite> gateways = new ArrayList<>();
            for (JsonNode service : said.path("services")) {
                if (service.path("name").asText().startsWith("cache-gateway")) {
                    gateways.add(new Suite(
                            service.path("url").asText(),
                            token,
                            service.path("pid").asLong()));
                }
            }
            Map<String, String> servers = new TreeMap<>();
            said.path("servers")
                    .properties()
                    .forEach(one -> servers.put(one.getKey(), one.getValue().asText()));
            Map<String, Long> pids = new TreeMap<>();
            said.path("pids")
                    .properties()
                    .forEach(one -> pids.put(one.getKey(), one.getValue().asLong()));
            return new Standing(gateways, servers, pids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of a server. */
    public String server(String name) {
        return present(servers.get(name), name);
    }

    /** Process of a service or server. */
    public long pid(String name) {
        return present(pids.get(name), name);
    }

    private static <T> T present(@Nullable T there, String name) {
        if (there == null) {
            throw new IllegalStateException("The suite has no " + name + " of its own.");
        }
        return there;
    }

    /** Makes a cache, with those settings as JSON without the braces, and waits until every gateway has it. */
    public void makeCache(String name, String settings) {
        gateways.getFirst().makeCache(name, settings);
        gateways.forEach(gateway -> gateway.awaitCache(name));
    }

    /** Removes a cache; it is no error when there is none. */
    public void removeCache(String name) {
        gateways.getFirst().removeCache(name);
    }
}
