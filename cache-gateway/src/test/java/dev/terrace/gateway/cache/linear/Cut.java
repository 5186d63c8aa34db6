package dev.terrace.gateway.cache.linear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Ends all connections of a Redis but its own. */
final class Cut {
    private Cut() {}

    static void redis(String url) {
        URI at = URI.create(url);
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write("CLIENT KILL TYPE normal SKIPME yes\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            if (socket.getInputStream().read() < 0) {
                throw new IllegalStateException("Redis did not answer.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
