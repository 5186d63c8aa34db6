package dev.terrace.gateway.boot;

import dev.terrace.gateway.api.forward.Problems;
import dev.terrace.gateway.api.forward.Relay;
import dev.terrace.gateway.api.forward.Upstream;
import dev.terrace.gateway.api.forward.Upstreams;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** Where the other services are, and the client that reaches them. */
public class ForwardWiring {
    /** Event streams hold a connection each. */
    private static final int CONNECTIONS = 512;

    private static final int WAITING = 1024;
    private static final int CONNECT_MS = 1_000;
    private static final int IDLE_SECONDS = 20;

    @Produces
    @Singleton
    Upstreams upstreams(Services services) {
        Upstream monitoring = new Upstream(
                "monitoring service",
                URI.create(services.monitoringUrl()),
                List.of(
                        "metrics",
                        "alerts",
                        "alert_rules",
                        "notification_channels",
                        "remedies",
                        "maintenance_windows",
                        "reports",
                        "audit",
                        "cleanup"),
                "mon-");
        Upstream optimizer = new Upstream(
                "optimizer",
                URI.create(services.optimizerUrl()),
                List.of("optimizations", "experiments", "forecasts", "costs", "schedules"),
                "opt-");
        Upstream cdn = new Upstream("CDN service", URI.create(services.cdnUrl()), List.of("cdn"), "cdn-");
        return new Upstreams(List.of(monitoring, optimizer, cdn), cdn);
    }

    @Produces
    @Singleton
    Relay relay(Vertx vertx, Problems problems) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(WAITING)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false);
        return new Relay(vertx, vertx.createHttpClient(options), problems);
    }

    /** Addresses of the other services. */
    @ConfigMapping(prefix = "terrace")
    interface Services {
        @WithName("optimizer.url")
        @WithDefault("http://127.0.0.1:8082")
        String optimizerUrl();

        @WithName("cdn.url")
        @WithDefault("http://127.0.0.1:8083")
        String cdnUrl();

        @WithName("monitoring.url")
        @WithDefault("http://127.0.0.1:8084")
        String monitoringUrl();
    }
}
