package dev.terrace.stack.suite;

import java.util.ArrayList;
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

    /**
     * Small JVMs: one collector thread, and only the data plane gets the optimizing compiler, with a code cache that grows without a full
     * collection at each tenth of it, and a whole stack.
     */
    public List<String> flags() {
        List<String> compiler = firstTierOnly
                ? List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=64m", "-Xss512k")
                : List.of("-XX:ReservedCodeCacheSize=192m");
        List<String> flags = new ArrayList<>(List.of("-Xmx" + heap, "-XX:+UseSerialGC"));
        flags.addAll(compiler);
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("--add-opens=java.base/java.lang.invoke=ALL-UNNAMED");
        return List.copyOf(flags);
    }
}
