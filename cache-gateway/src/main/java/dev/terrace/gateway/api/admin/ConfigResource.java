package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.catalog.Bundle;
import dev.terrace.gateway.catalog.Imported;
import dev.terrace.gateway.catalog.Importer;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** All cache configurations as one document. */
@Path("/api/admin/caching/config")
@Tag(name = "configurations")
public class ConfigResource {
    private final Importer importer;
    private final Callers callers;

    @Inject
    public ConfigResource(Importer importer, Callers callers) {
        this.importer = importer;
        this.callers = callers;
    }

    /** All that the caller may use. */
    @GET
    @Path("export")
    @RolesAllowed(Role.VIEW)
    public Uni<Bundle> export() {
        return importer.bundle(callers.present());
    }

    /** Puts the settings of each cache that the document names in place, all or none of them; caches it does not name stay. */
    @POST
    @Path("import")
    @RolesAllowed(Role.OPERATE)
    public Uni<Imported> take(@Nullable Bundle bundle, @QueryParam("dry_run") @DefaultValue("false") boolean dryRun) {
        return importer.take(Bodies.needed(bundle), dryRun, callers.present());
    }
}
