package dev.terrace.gateway.api.site;

/**
 * What kind of thing lies at a path, and what a browser may do with it. Assets come from anyone who may write them and share the dashboard's
 * origin: opened as a page they run in a sandbox, else their scripts could use its session. So do values, of which the data plane says it.
 */
enum Page {
    /** Inline styles are let in: dialogs lock the page's scrolling with one. Scripts come from files alone. */
    DASHBOARD(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
    ASSET("default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; sandbox"),
    API("default-src 'none'; frame-ancestors 'none'");

    private static final int NOT_FOUND = 404;

    private final String policy;

    Page(String policy) {
        this.policy = policy;
    }

    static Page of(String path) {
        if (path.equals("/dashboard") || path.startsWith("/dashboard/")) {
            return DASHBOARD;
        }
        return path.startsWith("/assets/") || path.startsWith("/img/") ? ASSET : API;
    }

    /** Content-Security-Policy. */
    String policy() {
        return policy;
    }

    /** The built files bear a hash of their content in their names; the page that names them does not. */
    static String cacheControl(String path, int status) {
        boolean hashed = path.startsWith("/dashboard/assets/") && status < NOT_FOUND;
        return hashed ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
