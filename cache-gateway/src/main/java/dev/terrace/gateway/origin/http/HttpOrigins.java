package dev.terrace.gateway.origin.http;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.OriginSpec;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.OriginFactory;
import dev.terrace.gateway.cache.Time;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/** HTTP origins over one client: connections are kept for each host, and bounded. */
public final class HttpOrigins implements OriginFactory {
    private static final int CONNECT_MS = 1000;
    private static final int CONNECTIONS_A_HOST = 64;
    private static final int MOST_WAITING = 10_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final Time time;

    /** Makes the client; it connects at the first call. */
    public HttpOrigins(Vertx vertx, Time time) {
        this.vertx = vertx;
        this.time = time;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS_A_HOST)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setKeepAlive(true));
    }

    @Override
    public Origin open(CacheSpec spec, OriginSpec origin) {
        return switch (origin) {
            case HttpOriginSpec http -> new HttpOrigin(vertx, client, time, http, spec.maxValueBytes());
            default -> throw new IllegalArgumentException("no HTTP origin");
        };
    }

    /** Closes all connections. */
    public void close() {
        client.close();
    }
}
