package dev.terrace.gateway.boot;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.quarkus.vertx.http.runtime.ExtendedQuarkusVertxHttpMetrics;
import io.vertx.core.VertxOptions;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts {@link RequestMetrics} before Quarkus' metrics of HTTP servers; all other metrics of Vert.x are Quarkus' own. */
@Singleton
public class HttpMetrics implements VertxOptionsCustomizer {
    private final HttpBytes bytes;

    @Inject
    HttpMetrics(HttpBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public void accept(VertxOptions options) {
        MetricsOptions given = options.getMetricsOptions();
        VertxMetricsFactory factory = given == null || !given.isEnabled() ? null : given.getFactory();
        if (factory != null) {
            options.setMetricsOptions(
                    new MetricsOptions().setEnabled(true).setFactory(o -> new Metrics(factory.metrics(o), bytes)));
        }
    }

    private record Metrics(VertxMetrics quarkus, HttpBytes bytes)
            implements VertxMetrics, ExtendedQuarkusVertxHttpMetrics {
        @Override
        public @Nullable HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions of, SocketAddress at) {
            HttpServerMetrics<?, ?, ?> metrics = quarkus.createHttpServerMetrics(of, at);
            return metrics == null ? null : new RequestMetrics<>(metrics, bytes);
        }

        @Override
        public HttpClientMetrics<?, ?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
            return quarkus.createHttpClientMetrics(options);
        }

        @Override
        public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress local) {
            return quarkus.createNetServerMetrics(options, local);
        }

        @Override
        public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
            return quarkus.createNetClientMetrics(options);
        }

        @Override
        public ClientMetrics<?, ?, ?, ?> createClientMetrics(SocketAddress remote, String type, String namespace) {
            return quarkus.createClientMetrics(remote, type, namespace);
        }

        @Override
        public PoolMetrics<?> createPoolMetrics(String type, String name, int size) {
            return quarkus.createPoolMetrics(type, name, size);
        }

        @Override
        public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
            return quarkus.createDatagramSocketMetrics(options);
        }

        @Override
        public EventBusMetrics<?> createEventBusMetrics() {
            return quarkus.createEventBusMetrics();
        }

        @Override
        public ConnectionTracker getHttpConnectionTracker() {
            return quarkus instanceof ExtendedQuarkusVertxHttpMetrics extended
                    ? extended.getHttpConnectionTracker()
                    : NOOP_CONNECTION_TRACKER;
        }

        @Override
        public boolean isMetricsEnabled() {
            return quarkus.isMetricsEnabled();
        }

        @Override
        public void close() {
            quarkus.close();
        }
    }
}
