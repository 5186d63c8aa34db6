package dev.terrace.stack.suite;

import java.util.List;

/** The four services: their names, ports and what their JVMs are given. */
public enum Role {
    GATEWAY("cache-gateway", 8080, "384m", false),
    OPTIMIZER("optimizer-service", 8082, "192m", true),
    CDN("cdn-service", 8083, "192m", true),
    MONITORING("monitoring-service", 8084, "192m", true);

    private final String service;
    private final int defaultPort;
    private final String heap;
    private final boolean firstTierOnly;

    Role(String service, int defaultPort, String heap, boolean firstTierOnly) {
        this.service = service;
        this.defaultPort = defaultPort;
        this.heap = heap;
        this.firstTierOnly = firstTierOnly;
    }

    public String service() {
        return service;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The variable that moves its port. */
    public String portVariable() {
        return "TERRACE_" + name() + "_PORT";
    }

    /** The variable by which other services find it. */
    public String urlVariable() {
        return "TERRACE_" + name() + "_URL";
    }

    /** Small JVMs: one collector thread, and only the data plane gets the optimizing compiler. */
    public List<String> flags() {
        List<String> common = List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED");
        return firstTierOnly
                ? java.util.stream.Stream.concat(common.stream(), java.util.stream.Stream.of("-XX:TieredStopAtLevel=1"))
                        .toList()
                : common;
    }
}
