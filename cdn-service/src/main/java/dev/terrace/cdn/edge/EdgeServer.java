package dev.terrace.cdn.edge;

import dev.terrace.cdn.analytics.Traffic;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The edge's listener: GET and HEAD of {@code /assets} and {@code /img}, at the location that the request names. */
public final class EdgeServer {
    private static final Logger LOG = Logger.getLogger(EdgeServer.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Edge edge;
    private final Traffic traffic;
    private final InstantSource clock;

    public EdgeServer(Edge edge, Traffic traffic, InstantSource clock) {
        this.edge = edge;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** Starts to listen. */
    public Future<HttpServer> listen(Vertx vertx, String host, int port) {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost(host).setPort(port).setCompressionSupported(false))
                .requestHandler(this::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        String location = location(request);
        String path = request.path() == null ? "/" : request.path();
        if (!METHODS.contains(request.method().name())) {
            request.response().putHeader("Allow", "GET, HEAD");
            problem(request, 405, "The edge answers GET and HEAD.");
        } else if (!edge.knows(location)) {
            problem(request, 404, "There is no location " + location + ".");
        } else if (!path.startsWith("/assets/") && !path.startsWith("/img/")) {
            problem(request, 404, "The edge serves /assets and /img.");
        } else {
            serve(request, location, path);
        }
    }

    private static String location(HttpServerRequest request) {
        String asked = request.getParam("location");
        String header = request.getHeader("X-Terrace-Location");
        return asked != null
                ? asked
                : header != null ? header : EdgeLocation.ALL.getFirst().code();
    }

    private void serve(HttpServerRequest request, String location, String path) {
        long start = System.nanoTime();
        edge.get(location, decoded(path), uri(path, request.query()), request.getHeader("Accept-Encoding"))
                .onSuccess(served -> {
                    answer(request, location, served);
                    count(location, path, served, start);
                })
                .onFailure(failure -> {
                    LOG.warnf("edge fetch failed location=%s reason=%s", location, failure.toString());
                    traffic.record(
                            clock.instant(), new Traffic.Answer(location, path, false, true, 0, 0, micros(start)));
                    problem(request, 504, "The origin behind the edge does not answer.");
                });
    }

    /** The query without the edge's own parameter: it names where to answer, not what. */
    private static String uri(String path, @Nullable String query) {
        if (query == null || query.isEmpty()) {
            return path;
        }
        String rest = query.replaceAll("(^|&)location=[^&]*", "");
        return rest.isEmpty() ? path : path + '?' + (rest.startsWith("&") ? rest.substring(1) : rest);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static void answer(HttpServerRequest request, String location, Edge.Served served) {
        HttpServerResponse response = request.response();
        MultiMap headers = served.response().headers();
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(EdgeHeaders.IDENTITY_BYTES)) {
                response.headers().add(name, value);
            }
        });
        response.putHeader("X-Terrace-Location", location);
        response.putHeader("Cache-Status", status(served));
        if (served.hit()) {
            response.putHeader("Age", Long.toString(served.ageSeconds()));
        }
        String etag = headers.get("ETag");
        if (served.response().status() == 200 && etag != null && matches(request.getHeader("If-None-Match"), etag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.setStatusCode(served.response().status());
        response.putHeader(
                "Content-Length", Integer.toString(served.response().body().length()));
        if (request.method().name().equals("HEAD")) {
            response.end();
        } else {
            response.end(served.response().body());
        }
    }

    private static String status(Edge.Served served) {
        if (served.hit()) {
            return "terrace-edge; hit; ttl=" + served.ttlSeconds();
        }
        return "terrace-edge; fwd=miss; fwd-status=" + served.response().status() + (served.stored() ? "; stored" : "");
    }

    private static boolean matches(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String one : ifNoneMatch.split(",")) {
            String candidate = one.strip();
            if (candidate.equals("*") || candidate.equals(etag) || candidate.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private void count(String location, String path, Edge.Served served, long start) {
        Edge.Response response = served.response();
        String identity = response.headers().get(EdgeHeaders.IDENTITY_BYTES);
        long saved = identity == null
                ? 0
                : Math.max(0, Long.parseLong(identity) - response.body().length());
        traffic.record(
                clock.instant(),
                new Traffic.Answer(
                        location,
                        path,
                        served.hit(),
                        response.status() >= 500,
                        response.body().length(),
                        saved,
                        micros(start)));
    }

    private static long micros(long start) {
        return (System.nanoTime() - start) / 1000;
    }

    private static void problem(HttpServerRequest request, int status, String detail) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("type", "urn:terrace:problem:edge")
                        .put("title", "The edge cannot serve this")
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
    }
}
