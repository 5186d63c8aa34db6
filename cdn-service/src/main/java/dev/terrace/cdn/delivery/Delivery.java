package dev.terrace.cdn.delivery;

import dev.terrace.cdn.asset.AcceptEncoding;
import dev.terrace.cdn.asset.Asset;
import dev.terrace.cdn.asset.AssetPath;
import dev.terrace.cdn.asset.ContentType;
import dev.terrace.cdn.publish.PublishedAsset;
import dev.terrace.cdn.publish.Shelf;
import dev.terrace.cdn.storage.AssetStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The origin behind CDNs: {@code /assets/<published path>} for ever, {@code /assets/<logical path>} as an alias of the newest version with a
 * short life. Open; the smallest coding the client takes.
 */
public final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final String ROOT = "/assets/";

    private final Shelf shelf;
    private final AssetStore store;

    public Delivery(Shelf shelf, AssetStore store) {
        this.shelf = shelf;
        this.store = store;
    }

    /** Adds its routes. */
    public void mount(Router router) {
        router.get(ROOT + "*").handler(this::handle);
        router.head(ROOT + "*").handler(this::handle);
    }

    /** An asset and the Cache-Control of the name it was asked by. */
    private record Named(PublishedAsset asset, String cacheControl) {}

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<AssetPath> path = path(request);
        if (path.isEmpty()) {
            problem(request, 404, "There is no such asset.");
            return;
        }
        find(path.get().value())
                .subscribe()
                .with(
                        named -> named.ifPresentOrElse(
                                n -> send(request, n), () -> problem(request, 404, "There is no such asset.")),
                        failure -> unavailable(request, failure));
    }

    private static Optional<AssetPath> path(HttpServerRequest request) {
        try {
            String raw = request.path().substring(ROOT.length()).replace("+", "%2B");
            return AssetPath.of(URLDecoder.decode(raw, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Uni<Optional<Named>> find(String path) {
        return shelf.at(path)
                .flatMap(published -> published.isPresent()
                        ? Uni.createFrom().item(published.map(p -> new Named(p, p.cacheControl())))
                        : shelf.newest(path).map(newest -> newest.map(n -> new Named(n, Asset.SHORT))));
    }

    private void send(HttpServerRequest request, Named named) {
        PublishedAsset asset = named.asset();
        String encoding = AcceptEncoding.choose(request.getHeader("Accept-Encoding"), asset.encodings());
        HttpServerResponse response = headers(request.response(), named, encoding);
        if (matches(request.getHeader("If-None-Match"), asset.etag(encoding))) {
            response.setStatusCode(304).end();
            return;
        }
        if (request.method().name().equals("HEAD")) {
            response.putHeader("Content-Length", Long.toString(length(asset, encoding)))
                    .end();
            return;
        }
        store.get(asset.object(encoding))
                .subscribe()
                .with(
                        bytes -> bytes.ifPresentOrElse(
                                b -> response.end(Buffer.buffer(b)),
                                () -> unavailable(request, new IllegalStateException("object missing"))),
                        failure -> unavailable(request, failure));
    }

    private static long length(PublishedAsset asset, String encoding) {
        return asset.variants().stream()
                .filter(v -> v.encoding().equals(encoding))
                .mapToLong(PublishedAsset.VariantSize::bytes)
                .findFirst()
                .orElse(asset.bytes());
    }

    private static HttpServerResponse headers(HttpServerResponse response, Named named, String encoding) {
        PublishedAsset asset = named.asset();
        response.putHeader("Content-Type", asset.contentType())
                .putHeader("Cache-Control", named.cacheControl())
                .putHeader("ETag", asset.etag(encoding))
                .putHeader("Cache-Tag", "asset:" + asset.path().replace(' ', '_'))
                .putHeader("Terrace-Identity-Bytes", Long.toString(asset.bytes()))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Access-Control-Allow-Origin", "*");
        if (ContentType.compressible(asset.contentType())) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (asset.contentType().startsWith("image/svg")) {
            response.putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        }
        if (asset.encodings().contains(encoding)) {
            response.putHeader("Content-Encoding", encoding);
        }
        return response;
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

    private static void unavailable(HttpServerRequest request, Throwable failure) {
        LOG.warnf("delivery failed path=%s reason=%s", request.path(), failure.toString());
        request.response().headers().clear();
        request.response().putHeader("Retry-After", "1");
        problem(request, 503, "The asset store does not answer.");
    }

    private static void problem(HttpServerRequest request, int status, String detail) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("type", "urn:terrace:problem:" + (status == 404 ? "not-found" : "unavailable"))
                        .put("title", status == 404 ? "There is no such thing" : "Not able now")
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
    }
}
