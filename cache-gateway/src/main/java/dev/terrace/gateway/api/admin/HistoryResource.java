package dev.terrace.gateway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.catalog.CacheConfiguration;
import dev.terrace.gateway.catalog.Editor;
import dev.terrace.gateway.catalog.Expected;
import dev.terrace.gateway.catalog.History;
import dev.terrace.gateway.catalog.PastVersion;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a configuration was, and the way back. A deleted configuration still has its history, but nothing to restore into. */
@Path(ConfigurationsResource.PATH + "/{id}/history")
@Tag(name = "configurations")
public class HistoryResource {
    private final History history;
    private final Editor editor;
    private final Callers callers;

    @Inject
    public HistoryResource(History history, Editor editor, Callers callers) {
        this.history = history;
        this.editor = editor;
        this.callers = callers;
    }

    /** Which version the caller believes to change, for those who do not send If-Match. */
    @Schema(name = "VersionCondition")
    record Condition(long version) {}

    /** Versions, newest first, each with what it changed, who and when. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<PastVersion>> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        return history.page(id, Cursors.number(cursor, Long.MAX_VALUE), most)
                .invoke(found -> found.forEach(version -> callers.using(version.name())))
                .map(found -> Page.cut(found, most, version -> Long.toString(version.version())));
    }

    /** A new version with the settings of that one; needs If-Match, or version in the body. Changes nothing when nothing differs. */
    @POST
    @Path("{version}/restore")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> restore(
            @PathParam("id") String id,
            @PathParam("version") long version,
            @RequestBody(content = @Content(schema = @Schema(implementation = Condition.class))) @Nullable
                    ObjectNode body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return editor.restore(id, version, new Expected(ifMatch, present(body)), callers.present())
                .map(HistoryResource::shown);
    }

    private static @Nullable Long present(@Nullable ObjectNode body) {
        if (body == null || body.isEmpty()) {
            return null;
        }
        if (body.size() > 1 || !body.path("version").isIntegralNumber()) {
            throw Problem.field("/version", "The body holds the present version, a number, and nothing else.");
        }
        return body.path("version").asLong();
    }

    private static Response shown(CacheConfiguration configuration) {
        return Response.ok(configuration)
                .header(HttpHeaders.ETAG, configuration.etag())
                .build();
    }
}
