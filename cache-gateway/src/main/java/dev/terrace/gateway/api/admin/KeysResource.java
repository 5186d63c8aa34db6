package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.KeyPage;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.kit.page.Cursor;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which keys a cache holds: memory of the node that answers, and the shared tiers. */
@Path(ConfigurationsResource.PATH + "/{id}/keys")
@Tag(name = "configurations")
public class KeysResource {
    private static final int LONGEST_PREFIX = 1024;

    private final Catalog catalog;
    private final Caches caches;
    private final Callers callers;

    @Inject
    public KeysResource(Catalog catalog, Caches caches, Callers callers) {
        this.catalog = catalog;
        this.caches = caches;
        this.callers = callers;
    }

    /**
     * A page of the keys that begin with the prefix, in no order. Each page is a bounded amount of work, so it may be short or empty and
     * still have a next one. What is stored or removed meanwhile may be missed.
     */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Answer> browse(
            @PathParam("id") String id,
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        String after = Cursor.decode(cursor);
        if (prefix.length() > LONGEST_PREFIX) {
            throw Problem.field("/prefix", "At most " + LONGEST_PREFIX + " characters.");
        }
        return catalog.get(id)
                .invoke(found -> callers.using(found.name()))
                .flatMap(found -> OpenCache.of(caches, found).browse(prefix, after == null ? "" : after, most))
                .onFailure(IllegalArgumentException.class)
                .transform(failure -> Problem.field("/cursor", "Not a cursor of this list."))
                .map(Answer::of);
    }

    /**
     * A page.
     *
     * @param items valid entries, each once
     * @param nextCursor null on the last page
     * @param unlisted tiers whose own keys are not among the items, with the reason
     */
    public record Answer(List<Item> items, @Nullable String nextCursor, List<Unlisted> unlisted) {
        static Answer of(KeyPage page) {
            return new Answer(
                    page.items().stream().map(Item::of).toList(),
                    page.next() == null ? null : Cursor.encode(page.next()),
                    page.unlisted().stream().map(Unlisted::of).toList());
        }
    }

    /**
     * One key.
     *
     * @param tiers that hold it, fastest first
     * @param bytes that it takes in the first of them
     * @param ttl seconds until it is stale, 0 when it is
     */
    public record Item(String key, List<String> tiers, long bytes, double ttl, List<String> tags) {
        static Item of(KeyPage.Item item) {
            List<String> tiers = item.tiers().stream().map(TierName::wireName).toList();
            return new Item(item.key(), tiers, item.bytes(), item.ttlMs() / 1000.0, item.tags());
        }
    }

    /** A tier that was not listed. */
    public record Unlisted(String tier, String reason) {
        static Unlisted of(KeyPage.Unlisted unlisted) {
            return new Unlisted(unlisted.tier().wireName(), unlisted.reason());
        }
    }
}
