package dev.terrace.cdn.api;

import dev.terrace.cdn.cdn.Distributions;
import dev.terrace.cdn.cdn.Purge;
import dev.terrace.cdn.cdn.PurgeLedger;
import dev.terrace.cdn.cdn.PurgeStatus;
import dev.terrace.cdn.cdn.Purges;
import dev.terrace.cdn.cdn.Targets;
import dev.terrace.cdn.publish.Shelf;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Purges asked for by hand. */
@Path("/api/admin/caching/cdn")
public class Invalidations {
    private static final int MAX_ITEMS = 1_000;

    private final Purges purges;
    private final PurgeLedger ledger;
    private final Distributions distributions;
    private final Shelf shelf;
    private final InstantSource clock;
    private final SecurityIdentity caller;

    public Invalidations(
            Purges purges,
            PurgeLedger ledger,
            Distributions distributions,
            Shelf shelf,
            InstantSource clock,
            SecurityIdentity caller) {
        this.purges = purges;
        this.ledger = ledger;
        this.distributions = distributions;
        this.shelf = shelf;
        this.clock = clock;
        this.caller = caller;
    }

    /** What to purge, and where; everywhere when neither distributions nor providers are named. */
    public record Order(
            @Nullable List<String> paths,
            @Nullable List<String> tags,
            @Nullable List<String> prefixes,
            boolean all,
            @Nullable List<String> distributionIds,
            @Nullable List<String> providers) {}

    @POST
    @Path("/invalidate_cdn")
    @RolesAllowed(Role.OPERATE)
    @ResponseStatus(202)
    public Uni<PurgeStatus> invalidate(@NotNull Order order) {
        List<String> paths = listed(order.paths()).stream().map(Targets::path).toList();
        List<String> prefixes =
                listed(order.prefixes()).stream().map(Targets::path).toList();
        int items = paths.size() + prefixes.size() + listed(order.tags()).size();
        if (items == 0 && !order.all()) {
            throw Problem.field("/paths", "Name what to purge: paths, tags, prefixes or all.");
        }
        if (items > MAX_ITEMS) {
            throw Problem.field("/paths", "At most " + MAX_ITEMS + " items at once; a prefix or a tag covers more.");
        }
        String actor = caller.getPrincipal().getName();
        return distributions
                .chosen(listed(order.distributionIds()), listed(order.providers()))
                .flatMap(chosen -> {
                    if (chosen.isEmpty()) {
                        throw Problem.field("/distribution_ids", "No distribution fits.");
                    }
                    return versions(paths)
                            .map(all -> new Purge(
                                    "cdn-" + UUID.randomUUID(),
                                    all,
                                    listed(order.tags()),
                                    prefixes,
                                    order.all(),
                                    actor,
                                    null,
                                    clock.instant()))
                            .flatMap(purge -> purges.request(purge, chosen));
                });
    }

    private Uni<List<String>> versions(List<String> paths) {
        return shelf.versions(Targets.assetNames(paths)).map(found -> Targets.withVersions(paths, found, List.of()));
    }

    private static List<String> listed(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    @GET
    @Path("/invalidations")
    @RolesAllowed(Role.VIEW)
    public Uni<Page<PurgeStatus>> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int most = Cursor.limit(limit);
        return ledger.newest(Cursor.decode(cursor), most + 1)
                .map(found -> Page.cut(found, most, p -> p.createdAt() + "|" + p.id()));
    }

    @GET
    @Path("/invalidations/{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<PurgeStatus> one(@RestPath String id) {
        return ledger.find(id)
                .map(found ->
                        found.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no invalidation " + id + ".")));
    }
}
