package dev.terrace.gateway.boot;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Closes connections from which nothing has come for two hours. Quarkus would close those on which neither side has sent anything for half
 * an hour, and have each write tell a timer when it is done; a stream that a client only listens to may last for two hours instead.
 */
@Singleton
public class IdleConnections implements HttpServerOptionsCustomizer {
    private static final Duration SILENT = Duration.ofHours(2);

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        silent(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        silent(options);
    }

    private static void silent(HttpServerOptions options) {
        options.setIdleTimeout(0);
        options.setReadIdleTimeout((int) options.getIdleTimeoutUnit().convert(SILENT));
    }
}
