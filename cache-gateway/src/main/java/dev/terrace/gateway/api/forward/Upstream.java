package dev.terrace.gateway.api.forward;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A service behind the gateway.
 *
 * @param name as people call it
 * @param address scheme, host and port
 * @param collections first segments below the admin API that are its own
 * @param jobPrefix how ids of its jobs begin
 */
public record Upstream(String name, URI address, List<String> collections, String jobPrefix) {
    static final String ADMIN = "/api/admin/caching/";

    /** Whether that path of the admin API is this service's. */
    boolean owns(String path) {
        if (!path.startsWith(ADMIN)) {
            return false;
        }
        String rest = path.substring(ADMIN.length());
        int slash = rest.indexOf('/');
        String collection = slash < 0 ? rest : rest.substring(0, slash);
        return collections.contains(collection) || (collection.equals("jobs") && rest.startsWith("jobs/" + jobPrefix));
    }

    /** Port, also where the address leaves it out. */
    int port() {
        return address.getPort() > 0 ? address.getPort() : tls() ? 443 : 80;
    }

    /** Distinguishes its schemas in the suite's document. */
    String prefix() {
        String first = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return first.replaceAll("[^A-Za-z]| service", "");
    }

    boolean tls() {
        return "https".equalsIgnoreCase(address.getScheme());
    }
}
