package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.CacheHandle.Probe;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tries each tier of a cache and its origin. */
@Path(ConfigurationsResource.PATH + "/{id}/test_connection")
@Tag(name = "configurations")
public class TestConnectionResource {
    private static final String ORIGIN = "origin";

    private final Catalog catalog;
    private final Caches caches;
    private final Callers callers;

    @Inject
    public TestConnectionResource(Catalog catalog, Caches caches, Callers callers) {
        this.catalog = catalog;
        this.caches = caches;
        this.callers = callers;
    }

    /** A round trip each, with a key that leaves nothing. */
    @POST
    @RolesAllowed(Role.OPERATE)
    public Uni<Answer> test(@PathParam("id") String id) {
        return catalog.get(id)
                .invoke(found -> callers.using(found.name()))
                .flatMap(found -> OpenCache.of(caches, found).probe())
                .map(Answer::of);
    }

    /**
     * What came of it.
     *
     * @param ok whether all of it works
     * @param tiers fastest first
     * @param origin null for a cache without one
     */
    public record Answer(
            boolean ok, List<Tried> tiers, @Nullable Tried origin) {
        static Answer of(List<Probe> probes) {
            List<Tried> tiers = probes.stream()
                    .filter(p -> !p.target().equals(ORIGIN))
                    .map(Tried::of)
                    .toList();
            Tried origin = probes.stream()
                    .filter(p -> p.target().equals(ORIGIN))
                    .map(Tried::of)
                    .findFirst()
                    .orElse(null);
            return new Answer(probes.stream().allMatch(Probe::ok), tiers, origin);
        }
    }

    /** How one answered. */
    public record Tried(String tier, boolean ok, double latencyMs, String detail) {
        static Tried of(Probe probe) {
            return new Tried(probe.target(), probe.ok(), probe.micros() / 1000.0, probe.detail());
        }
    }
}
