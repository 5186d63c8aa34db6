package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.gateway.telemetry.Telemetry;
import dev.terrace.gateway.telemetry.heat.Heat;
import dev.terrace.gateway.telemetry.heat.HotKey;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys of a cache that are asked for most, on the node that answers. */
@Path(ConfigurationsResource.PATH + "/{id}/hot_keys")
@Tag(name = "configurations")
public class HotKeysResource {
    private final Catalog catalog;
    private final Caches caches;
    private final Telemetry telemetry;
    private final Callers callers;

    @Inject
    public HotKeysResource(Catalog catalog, Caches caches, Telemetry telemetry, Callers callers) {
        this.catalog = catalog;
        this.caches = caches;
        this.telemetry = telemetry;
        this.callers = callers;
    }

    /** Hottest first; rates are reads a second over the window, which decays. 404, 409. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<HotKeysView> hottest(@PathParam("id") String id, @QueryParam("limit") @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        return catalog.get(id).invoke(found -> callers.using(found.name())).map(found -> {
            String name = OpenCache.of(caches, found).spec().name();
            List<HotKey> items =
                    telemetry.heat(name).map(heat -> heat.top(most)).orElse(List.of());
            return new HotKeysView(items, Heat.WINDOW_SECONDS);
        });
    }

    /**
     * The hottest keys.
     *
     * @param items hottest first
     * @param windowSeconds time constant of the decay
     */
    public record HotKeysView(List<HotKey> items, int windowSeconds) {}
}
