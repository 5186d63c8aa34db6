package dev.terrace.stack.deploy;

import java.util.Map;
import java.util.Set;

/**
 * One of Terrace's services as a deployment runs it, in compose or on a cluster.
 *
 * @param service its name, by which others find it
 * @param image with tag
 * @param environment variables whose values stand in the files
 * @param secret variables whose values come out of secrets
 * @param ports on which it is reached by its name
 * @param files secret files, by the path at which it sees them
 */
record Deployed(
        String service,
        String image,
        Map<String, String> environment,
        Set<String> secret,
        Set<Integer> ports,
        Set<String> files) {

    /** All variables it is given. */
    Set<String> variables() {
        Set<String> all = new java.util.TreeSet<>(environment.keySet());
        all.addAll(secret);
        return all;
    }
}
