package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.gateway.telemetry.CacheStats;
import dev.terrace.gateway.telemetry.StatsView;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a cache did within the last minutes, on the node that answers. */
@Path(ConfigurationsResource.PATH + "/{id}/stats")
@Tag(name = "configurations")
public class StatsResource {
    private final Catalog catalog;
    private final Caches caches;
    private final CacheStats stats;
    private final Callers callers;

    @Inject
    public StatsResource(Catalog catalog, Caches caches, CacheStats stats, Callers callers) {
        this.catalog = catalog;
        this.caches = caches;
        this.stats = stats;
        this.callers = callers;
    }

    /** 404 for an unknown cache, 409 for an inactive one, 422 for what is no window. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<StatsView> stats(@PathParam("id") String id, @QueryParam("window") @DefaultValue("5m") String window) {
        Duration span = CacheStats.window(window)
                .orElseThrow(() -> Problem.field("/window", "A number and s, m or h, for example 5m."));
        return catalog.get(id).invoke(found -> callers.using(found.name())).map(found -> {
            CacheHandle cache = OpenCache.of(caches, found);
            return stats.of(cache, span);
        });
    }
}
