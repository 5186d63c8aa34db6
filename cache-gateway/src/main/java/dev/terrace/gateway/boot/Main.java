package dev.terrace.gateway.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the gateway, without two of Quarkus' checks of each request. One parses its URI to find out whether it is one: the data plane reads
 * its path anyway, and {@link dev.terrace.gateway.api.site.Site} looks at all others. The other marks its context as one of its own, for code
 * that must not share one with other requests to look at; tests, which do not start here, run with it. Together they are a seventh of what a
 * hit in memory allocates.
 */
@QuarkusMain
public final class Main {
    private static final String NO_PARSING = "vertx.disableURIValidation";
    private static final String NO_MARKS =
            "io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle.I_HAVE_CHECKED_EVERYTHING";

    private Main() {}

    /** Until the process is told to end. */
    public static void main(String... args) {
        System.setProperty(NO_PARSING, "true");
        System.setProperty(NO_MARKS, "true");
        Quarkus.run(args);
    }
}
