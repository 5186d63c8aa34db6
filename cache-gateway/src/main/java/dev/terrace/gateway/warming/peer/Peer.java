package dev.terrace.gateway.warming.peer;

import java.net.URI;

/**
 * Another gateway.
 *
 * @param run its process; a gateway that was restarted is another one
 * @param node its name, for people
 * @param address scheme, host and port
 */
public record Peer(String run, String node, URI address) {
    int port() {
        return address.getPort() > 0 ? address.getPort() : tls() ? 443 : 80;
    }

    boolean tls() {
        return "https".equalsIgnoreCase(address.getScheme());
    }
}
