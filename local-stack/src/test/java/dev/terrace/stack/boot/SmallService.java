package dev.terrace.stack.boot;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A program that keeps the contract between launcher and service, and nothing else: its port, its readiness. */
public final class SmallService {
    private SmallService() {}

    public static void main(String[] arguments) throws IOException {
        String name = variable("TERRACE_NODE_ID");
        if (name.equals(System.getenv("SMALL_SERVICE_THAT_FAILS"))) {
            throw new IOException(name + " does not start");
        }
        int port = Integer.parseInt(variable("TERRACE_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElseThrow(() -> new IllegalStateException(name));
    }
}
