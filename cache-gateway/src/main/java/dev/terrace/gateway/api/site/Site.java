package dev.terrace.gateway.api.site;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Redirects to the dashboard, and the headers that keep a browser from doing more than it should. What is no URI is refused here, but for
 * the data plane, which reads paths by itself.
 */
@Singleton
public class Site {
    private static final String DASHBOARD = "/dashboard/";
    /** Of those the data plane says itself what a browser may do with them. */
    private static final String VALUES = "/api/cache/";

    private static final int BEFORE_SECURITY = 1000;
    private static final int BEFORE_STATIC_FILES = 50;

    void routes(@Observes Router router) {
        for (String path : new String[] {"/", "/dashboard"}) {
            router.route(path)
                    .order(BEFORE_STATIC_FILES)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(this::toDashboard);
        }
    }

    void filters(@Observes Filters filters) {
        filters.register(this::headers, BEFORE_SECURITY);
    }

    private void toDashboard(RoutingContext context) {
        if (context.request().path().equals(DASHBOARD)) {
            context.next();
            return;
        }
        context.response().setStatusCode(302).putHeader("Location", DASHBOARD).end();
    }

    private void headers(RoutingContext context) {
        String path = context.request().path();
        if (path == null || !path.startsWith(VALUES)) {
            if (!isUri(context.request().uri())) {
                context.response().setStatusCode(400).end();
                return;
            }
            String named = path == null ? "" : path;
            context.addHeadersEndHandler(end -> finish(context.response(), Page.of(named), named));
        }
        context.next();
    }

    private static boolean isUri(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void finish(HttpServerResponse response, Page page, String path) {
        var headers = response.headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", page.policy());
        headers.set("Referrer-Policy", "no-referrer");
        if (page != Page.ASSET) {
            headers.set("X-Frame-Options", "DENY");
        }
        if (page == Page.DASHBOARD) {
            headers.set("Cache-Control", Page.cacheControl(path, response.getStatusCode()));
        } else if (page == Page.API && !headers.contains("Cache-Control")) {
            headers.set("Cache-Control", "no-store");
        }
    }
}
