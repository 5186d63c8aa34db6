package dev.terrace.gateway.boot;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of an HTTP server from which the data plane's requests are left out: its paths are keys and no tags, and the engine counts them.
 * Quarkus would find that out at the end of each, by matching its path against every pattern of the configuration, for a third of what a
 * hit in memory allocates. Connections are counted for all; bytes, too, but as plain sums.
 *
 * @param all metrics of the other requests, and connections
 * @param bytes sums of what goes in and out
 */
record RequestMetrics<R, W, S>(HttpServerMetrics<R, W, S> all, HttpBytes bytes)
        implements HttpServerMetrics<@Nullable R, W, S> {
    private static final String VALUES = "/api/cache/";

    @Override
    public @Nullable R requestBegin(S socket, HttpRequest request) {
        return request.uri().startsWith(VALUES) ? null : all.requestBegin(socket, request);
    }

    @Override
    public void requestEnd(@Nullable R request, HttpRequest end, long bytesRead) {
        if (request != null) {
            all.requestEnd(request, end, bytesRead);
        }
    }

    @Override
    public void requestReset(@Nullable R request) {
        if (request != null) {
            all.requestReset(request);
        }
    }

    @Override
    public void requestRouted(@Nullable R request, String route) {
        if (request != null) {
            all.requestRouted(request, route);
        }
    }

    @Override
    public void responseBegin(@Nullable R request, HttpResponse response) {
        if (request != null) {
            all.responseBegin(request, response);
        }
    }

    @Override
    public void responseEnd(@Nullable R request, HttpResponse response, long bytesWritten) {
        if (request != null) {
            all.responseEnd(request, response, bytesWritten);
        }
    }

    @Override
    public @Nullable R responsePushed(S socket, HttpMethod method, String uri, HttpResponse response) {
        return all.responsePushed(socket, method, uri, response);
    }

    @Override
    public @Nullable W connected(S socket, @Nullable R request, ServerWebSocket webSocket) {
        return request == null ? null : all.connected(socket, request, webSocket);
    }

    @Override
    public void disconnected(@Nullable W webSocket) {
        if (webSocket != null) {
            all.disconnected(webSocket);
        }
    }

    @Override
    public S connected(SocketAddress remote, String name) {
        return all.connected(remote, name);
    }

    @Override
    public void disconnected(S socket, SocketAddress remote) {
        all.disconnected(socket, remote);
    }

    @Override
    public void bytesRead(S socket, SocketAddress remote, long count) {
        bytes.received.add(count);
    }

    @Override
    public void bytesWritten(S socket, SocketAddress remote, long count) {
        bytes.sent.add(count);
    }

    @Override
    public void exceptionOccurred(S socket, SocketAddress remote, Throwable failure) {
        all.exceptionOccurred(socket, remote, failure);
    }

    @Override
    public void close() {
        all.close();
    }
}
