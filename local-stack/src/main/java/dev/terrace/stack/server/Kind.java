package dev.terrace.stack.server;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The servers the suite needs: their names, their ports, and the variables that say one runs elsewhere. */
public enum Kind {
    POSTGRES(5432, "TERRACE_POSTGRES_URL"),
    REDIS(6379, "TERRACE_REDIS_URL", "REDIS_URL", "REDIS_HOST"),
    LOG_REDIS(6380, "TERRACE_LOG_REDIS_URL"),
    MEMCACHED(11_211, "TERRACE_MEMCACHED_SERVERS", "MEMCACHED_SERVERS"),
    KAFKA(9092, "TERRACE_KAFKA_BOOTSTRAP"),
    S3(9000, "TERRACE_S3_ENDPOINT");

    private final int defaultPort;
    private final List<String> addresses;

    Kind(int defaultPort, String... addresses) {
        this.defaultPort = defaultPort;
        this.addresses = List.of(addresses);
    }

    /** Its name in {@code status --json}. */
    public String server() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The variable that moves it to another port. */
    public String portVariable() {
        return "TERRACE_STACK_" + name() + "_PORT";
    }

    /** Where it runs when the environment says so: the first of its variables that is set, also when empty. */
    public Optional<String> elsewhere(Map<String, String> environment) {
        return addresses.stream()
                .filter(environment::containsKey)
                .map(environment::get)
                .findFirst();
    }
}
