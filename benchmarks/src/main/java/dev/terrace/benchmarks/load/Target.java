package dev.terrace.benchmarks.load;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param name as the report calls it
 * @param uri answered with 2xx
 * @param headers sent with every request; each target of a run gets the same, since reading them costs too
 * @param pid the server's process
 * @param body ASCII that is sent by POST as JSON; null for a GET
 */
public record Target(
        String name,
        URI uri,
        Map<String, String> headers,
        long pid,
        @Nullable String body) {
    /** A GET. */
    public Target(String name, URI uri, Map<String, String> headers, long pid) {
        this(name, uri, headers, pid, null);
    }
}
