package dev.terrace.monitoring.api;

import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import dev.terrace.monitoring.audit.AuditLog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** {@code audit/}: who did what. */
@Path("/api/admin/caching/audit")
@RolesAllowed(Role.AUDIT)
public class AuditResource {
    private final AuditLog log;

    /** What may be asked for; all optional. */
    public static class AuditQuery {
        @QueryParam("actor")
        @Nullable
        String actor;

        @QueryParam("action")
        @Nullable
        String action;

        @QueryParam("resource")
        @Nullable
        String resource;

        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("to")
        @Nullable
        String to;

        @QueryParam("limit")
        @Nullable
        Integer limit;

        @QueryParam("cursor")
        @Nullable
        String cursor;
    }

    @Inject
    public AuditResource(AuditLog log) {
        this.log = log;
    }

    /** A page of rows, the newest first. */
    @GET
    public Uni<Page<AuditLog.AuditRow>> list(@BeanParam AuditQuery query) {
        int limit = Cursor.limit(query.limit);
        AuditLog.Filter filter = new AuditLog.Filter(
                query.actor,
                query.action,
                query.resource,
                Queries.time("from", query.from),
                Queries.time("to", query.to));
        return log.list(filter, before(query.cursor), limit + 1)
                .map(rows -> Page.cut(rows, limit, row -> Long.toString(row.seq())));
    }

    private static @Nullable Long before(@Nullable String cursor) {
        String key = Cursor.decode(cursor);
        try {
            return key == null ? null : Long.valueOf(key);
        } catch (NumberFormatException e) {
            throw Problem.field("/cursor", "Not a cursor of this list.");
        }
    }
}
