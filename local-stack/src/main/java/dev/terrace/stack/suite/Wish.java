package dev.terrace.stack.suite;

import dev.terrace.stack.host.Refusal;
import dev.terrace.stack.server.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wanted of one run: how many gateways, and the environment's say on ports and on servers that run elsewhere.
 *
 * @param gateways how many gateways, at least one
 * @param environment the launcher's own environment
 */
public record Wish(int gateways, Map<String, String> environment) {
    private static final int STEP = 10;

    public Wish {
        if (gateways < 1 || gateways > 20) {
            throw new Refusal("--gateways is " + gateways + ": from 1 to 20");
        }
        environment = Map.copyOf(environment);
    }

    /** The servers to start here and their ports, in the order of {@link Kind}. */
    public Map<Kind, Integer> servers() {
        Map<Kind, Integer> ports = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (kind.elsewhere(environment).isEmpty()) {
                ports.put(kind, number(kind.portVariable(), kind.defaultPort()));
            }
        }
        return ports;
    }

    /** The services beside the gateways: none when {@code TERRACE_STACK_GATEWAYS_ONLY} is yes. */
    public List<Role> others() {
        return environment.getOrDefault("TERRACE_STACK_GATEWAYS_ONLY", "no").equals("yes")
                ? List.of()
                : List.of(Role.OPTIMIZER, Role.CDN, Role.MONITORING);
    }

    /** The port of a service; of the first gateway. */
    public int port(Role role) {
        return number(role.portVariable(), role.defaultPort());
    }

    /** The API's port of gateway n, counted from 1. */
    public int gatewayPort(int n) {
        return port(Role.GATEWAY) + STEP * (n - 1);
    }

    /** The HTTP cache's port of gateway n, counted from 1. */
    public int proxyPort(int n) {
        return number("TERRACE_PROXY_PORT", port(Role.GATEWAY) + 1) + STEP * (n - 1);
    }

    public int edgePort() {
        return number("TERRACE_EDGE_PORT", 8085);
    }

    /** Every port that must be free: what it is for and which variable moves it. */
    public Map<Integer, String[]> ports() {
        Map<Integer, String[]> ports = new LinkedHashMap<>();
        for (int n = 1; n <= gateways; n++) {
            claim(ports, gatewayPort(n), "gateway " + n, Role.GATEWAY.portVariable());
            claim(ports, proxyPort(n), "HTTP cache of gateway " + n, "TERRACE_PROXY_PORT");
        }
        for (Role role : others()) {
            claim(ports, port(role), role.service(), role.portVariable());
        }
        claim(ports, edgePort(), "local edge", "TERRACE_EDGE_PORT");
        servers().forEach((kind, port) -> claim(ports, port, kind.server(), kind.portVariable()));
        return ports;
    }

    private static void claim(Map<Integer, String[]> ports, int port, String use, String variable) {
        String[] before = ports.put(port, new String[] {use, variable});
        if (before != null) {
            throw new Refusal("port " + port + " is wanted twice, for " + before[0] + " and " + use + ": set "
                    + variable + " to another port");
        }
    }

    private int number(String variable, int otherwise) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new Refusal(variable + "=" + value + " is not a port", e);
        }
        throw new Refusal(variable + "=" + value + " is not a port");
    }
}
