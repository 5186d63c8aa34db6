package dev.terrace.cachectl.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A block of free ports, so that gateways find theirs ten apart. It lies below the ports that the system hands out by itself, so that
 * no connection takes one while a server restarts.
 */
final class FreePorts {
    private static final int BLOCK = 40;
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final Map<String, Integer> OFFSETS = Map.ofEntries(
            Map.entry("TERRACE_GATEWAY_PORT", 0),
            Map.entry("TERRACE_PROXY_PORT", 1),
            Map.entry("TERRACE_OPTIMIZER_PORT", 2),
            Map.entry("TERRACE_CDN_PORT", 3),
            Map.entry("TERRACE_MONITORING_PORT", 4),
            Map.entry("TERRACE_EDGE_PORT", 5),
            Map.entry("TERRACE_STACK_POSTGRES_PORT", 20),
            Map.entry("TERRACE_STACK_REDIS_PORT", 21),
            Map.entry("TERRACE_STACK_LOG_REDIS_PORT", 22),
            Map.entry("TERRACE_STACK_MEMCACHED_PORT", 23),
            Map.entry("TERRACE_STACK_KAFKA_PORT", 24),
            Map.entry("TERRACE_STACK_S3_PORT", 25));
    private static final List<Integer> SECOND_GATEWAY = List.of(10, 11);

    private final int base;

    FreePorts() {
        int blocks = (LAST - FIRST) / BLOCK;
        int start = (int) (ProcessHandle.current().pid() % blocks);
        base = IntStream.range(0, blocks)
                .map(i -> FIRST + (start + i) % blocks * BLOCK)
                .filter(FreePorts::free)
                .findFirst()
                .orElseThrow();
    }

    /** The launcher's variables. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        OFFSETS.forEach((variable, offset) -> environment.put(variable, Integer.toString(base + offset)));
        return environment;
    }

    private static boolean free(int base) {
        return IntStream.concat(
                        OFFSETS.values().stream().mapToInt(Integer::intValue),
                        SECOND_GATEWAY.stream().mapToInt(Integer::intValue))
                .allMatch(offset -> bindable(base + offset));
    }

    private static boolean bindable(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
