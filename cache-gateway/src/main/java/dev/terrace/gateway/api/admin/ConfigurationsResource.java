package dev.terrace.gateway.api.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.terrace.gateway.catalog.By;
import dev.terrace.gateway.catalog.CacheConfiguration;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.gateway.catalog.Editor;
import dev.terrace.gateway.catalog.Settings;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Cache configurations. {@code {id}} is the number or the name. */
@Path(ConfigurationsResource.PATH)
@Tag(name = "configurations")
public class ConfigurationsResource {
    static final String PATH = "/api/admin/caching/configurations";

    private final Catalog catalog;
    private final Editor editor;
    private final Callers callers;

    @Inject
    public ConfigurationsResource(Catalog catalog, Editor editor, Callers callers) {
        this.catalog = catalog;
        this.editor = editor;
        this.callers = callers;
    }

    /** All that the caller may use, oldest first. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<CacheConfiguration>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        return catalog.page(
                        Cursors.number(cursor, 0), most + 1, callers.present().caches())
                .map(found -> Page.cut(found, most, c -> Long.toString(c.id())));
    }

    /** A new one. */
    @POST
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = Settings.class))) @Nullable
                    ObjectNode body,
            @QueryParam("preset") @Nullable String preset) {
        return editor.create(Bodies.needed(body), preset, callers.present())
                .map(made -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, PATH + "/" + made.id() + "/")
                        .header(HttpHeaders.ETAG, made.etag())
                        .entity(made)
                        .build());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<Response> get(@PathParam("id") String id) {
        return catalog.get(id)
                .invoke(found -> By.allowed(callers.present(), found.name()))
                .map(ConfigurationsResource::shown);
    }

    /** All settings anew; what the body does not say has its default. */
    @PUT
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> replace(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Settings.class))) @Nullable
                    ObjectNode body,
            @QueryParam("preset") @Nullable String preset,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return editor.replace(id, Bodies.needed(body), preset, ifMatch, callers.present())
                .map(ConfigurationsResource::shown);
    }

    /** Some settings changed, as RFC 7396 says. */
    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> patch(
            @PathParam("id") String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Settings.class))) @Nullable
                    ObjectNode body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return editor.patch(id, Bodies.needed(body), ifMatch, callers.present()).map(ConfigurationsResource::shown);
    }

    /** Invalidates all its entries and forgets it. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMINISTER)
    public Uni<Response> delete(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return editor.delete(id, ifMatch, callers.present())
                .map(done -> Response.noContent().build());
    }

    private static Response shown(CacheConfiguration configuration) {
        return Response.ok(configuration)
                .header(HttpHeaders.ETAG, configuration.etag())
                .build();
    }
}
