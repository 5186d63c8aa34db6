package dev.terrace.cdn;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Ports that are known before the service starts, since its edge must find it. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        int service = free();
        return Map.of(
                "quarkus.http.test-port", Integer.toString(service),
                "terrace.cdn.url", "http://127.0.0.1:" + service,
                "terrace.edge.port", Integer.toString(free()));
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // nothing is held
    }
}
