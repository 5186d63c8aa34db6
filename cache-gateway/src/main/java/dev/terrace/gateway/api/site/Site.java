package dev.terrace.gateway.api.site;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Redirects to the dashboard, and the headers that keep a browser from doing more than it should. */
@Singleton
public class Site {
    private static final String DASHBOARD = "/dashboard/";
    /** Encoded once: these are sent with every answer of the data plane. */
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");

    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence VALUE_POLICY = HttpHeaders.createOptimized(Page.VALUE.policy());
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
        Page page = Page.of(path == null ? "" : path);
        HttpServerResponse response = context.response();
        response.putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF);
        if (page == Page.VALUE) {
            response.putHeader(CSP, VALUE_POLICY);
        } else {
            context.addHeadersEndHandler(end -> finish(response, page, path == null ? "" : path));
        }
        context.next();
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
