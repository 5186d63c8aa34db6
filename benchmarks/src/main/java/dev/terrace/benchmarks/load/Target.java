package dev.terrace.benchmarks.load;

import java.net.URI;
import java.util.Map;

/**
 * What is asked.
 *
 * @param name as the report calls it
 * @param uri answered with 200
 * @param headers sent with every request; each target of a run gets the same, since reading them costs too
 * @param pid the server's process
 */
public record Target(String name, URI uri, Map<String, String> headers, long pid) {}
