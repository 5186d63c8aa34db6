package dev.terrace.gateway.api.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.access.SignedTokens;
import dev.terrace.kit.security.Authenticator;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * {@code /q/openapi} of the whole suite: the gateway's own document, the data plane's, and what each service says of itself, asked anew each
 * time within two seconds. Of a service that is away its last known document stands, or none.
 */
@Singleton
public class SuiteDocument {
    private static final Logger LOG = Logger.getLogger(SuiteDocument.class);
    private static final String PATH = "/q/openapi";
    /** After the security handlers, before the route that knows only the gateway. */
    private static final int BEFORE_OWN = -10;

    private final OpenApiDocumentService own;
    private final Upstreams upstreams;
    private final Relay relay;
    private final Authenticator authenticator;
    private final SignedTokens tokens;
    private final ObjectMapper json;
    private final Map<String, JsonNode> last = new ConcurrentHashMap<>();

    @Inject
    public SuiteDocument(
            OpenApiDocumentService own,
            Upstreams upstreams,
            Relay relay,
            Authenticator authenticator,
            SignedTokens tokens,
            ObjectMapper json) {
        this.own = own;
        this.upstreams = upstreams;
        this.relay = relay;
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.json = json;
    }

    void routes(@Observes Router router) {
        router.route(PATH).order(BEFORE_OWN).method(HttpMethod.GET).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        authenticator
                .authenticate(context.request())
                .subscribe()
                .with(
                        caller -> {
                            String token = caller.map(tokens::forward).orElse("");
                            List<Future<Void>> asked = upstreams.all().stream()
                                    .map(u -> ask(u, token))
                                    .toList();
                            Future.join(asked).onComplete(done -> finish(context));
                        },
                        context::fail);
    }

    private Future<Void> ask(Upstream upstream, String token) {
        return relay.fetch(upstream, PATH + "?format=json", token)
                .<Void>map(body -> {
                    last.put(upstream.name(), read(body.getBytes()));
                    return null;
                })
                .onFailure(e -> LOG.debugf("no document service=%s reason=%s", upstream.name(), e.getMessage()));
    }

    private void finish(RoutingContext context) {
        ObjectNode whole = (ObjectNode) read(own.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
        Documents.add(whole, (ObjectNode) dataPlane(), "DataPlane");
        upstreams.all().forEach(u -> {
            if (last.get(u.name()) instanceof ObjectNode document) {
                Documents.add(whole, document, u.prefix());
            }
        });
        context.response().putHeader("Content-Type", "application/json").end(whole.toString());
    }

    private JsonNode dataPlane() {
        try (InputStream file = SuiteDocument.class.getResourceAsStream("/openapi/data-plane.json")) {
            return read(file == null ? new byte[0] : file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(byte[] document) {
        try {
            return json.readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
