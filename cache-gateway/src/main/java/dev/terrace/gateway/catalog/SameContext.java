package dev.terrace.gateway.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Goes on where the caller was. What a tier or an origin answers comes on a thread of its client's choosing; a session of the database is only to
 * be had on the Vert.x context of the request.
 */
final class SameContext {
    private SameContext() {}

    /** The same, its end on the context on which this is called; as it is when that is none. */
    static <T> Uni<T> of(Uni<T> elsewhere) {
        Context context = Vertx.currentContext();
        return context == null ? elsewhere : elsewhere.emitOn(task -> context.runOnContext(ignored -> task.run()));
    }
}
