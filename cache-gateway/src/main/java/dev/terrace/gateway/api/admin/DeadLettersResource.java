package dev.terrace.gateway.api.admin;

import dev.terrace.gateway.access.Audit;
import dev.terrace.gateway.cache.Backlog;
import dev.terrace.gateway.cache.Backlog.DeadLetter;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.catalog.By;
import dev.terrace.gateway.catalog.CacheConfiguration;
import dev.terrace.gateway.catalog.Catalog;
import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Writes of a write_back cache that its target refused. They still answer reads of their keys until someone decides. */
@Path(ConfigurationsResource.PATH + "/{id}/dead_letters")
@Tag(name = "configurations")
public class DeadLettersResource {
    private final Catalog catalog;
    private final Caches caches;
    private final Audit audit;
    private final Callers callers;

    @Inject
    public DeadLettersResource(Catalog catalog, Caches caches, Audit audit, Callers callers) {
        this.catalog = catalog;
        this.caches = caches;
        this.audit = audit;
        this.callers = callers;
    }

    /**
     * A write that was given up.
     *
     * @param id its place in the journal
     * @param operation write or delete
     * @param bytes of the value, 0 for a delete
     * @param writtenAt when it was acknowledged
     * @param reason what the target said
     * @param tries how often it was asked
     */
    public record DeadLetterView(
            String id,
            String key,
            String operation,
            int bytes,
            @Nullable String contentType,
            Instant writtenAt,
            String reason,
            int tries) {
        static DeadLetterView of(DeadLetter letter) {
            NewValue value = letter.value();
            return new DeadLetterView(
                    letter.id(),
                    letter.key(),
                    value == null ? "delete" : "write",
                    value == null ? 0 : value.bytes().length,
                    value == null ? null : value.contentType(),
                    Instant.ofEpochMilli(letter.atMs()),
                    letter.reason(),
                    letter.tries());
        }
    }

    /** All of them, oldest first. */
    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Page<DeadLetterView>> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        long from = Cursors.number(cursor, 0);
        return backlog(id).map(backlog -> {
            List<DeadLetterView> found = backlog.dead().stream()
                    .skip(from)
                    .limit(most + 1L)
                    .map(DeadLetterView::of)
                    .toList();
            return Page.cut(found, most, last -> Long.toString(from + most));
        });
    }

    /** Tries it again. 404 when there is none of that id. */
    @POST
    @Path("{letter}/replay")
    @RolesAllowed(Role.OPERATE)
    public Uni<DeadLetterView> replay(@PathParam("id") String id, @PathParam("letter") String letter) {
        return decide(id, letter, "dead_letter.replay", Backlog::replay);
    }

    /** Gives it up: the write is lost, and reads see what the target has. */
    @POST
    @Path("{letter}/discard")
    @RolesAllowed(Role.OPERATE)
    public Uni<DeadLetterView> discard(@PathParam("id") String id, @PathParam("letter") String letter) {
        return decide(id, letter, "dead_letter.discard", Backlog::discard);
    }

    private Uni<DeadLetterView> decide(
            String id, String letter, String action, BiFunction<Backlog, String, Uni<Optional<DeadLetter>>> how) {
        Caller caller = callers.present();
        return catalog.get(id).invoke(found -> By.allowed(caller, found.name())).flatMap(found -> how.apply(
                        OpenCache.of(caches, found).backlog(), letter)
                .onFailure()
                .transform(away -> Problem.of(Kind.UNAVAILABLE, "The write-back journal is away."))
                .map(done -> done.map(DeadLetterView::of)
                        .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such dead letter.")))
                .invoke(view -> written(caller, found, action, view)));
    }

    private void written(Caller caller, CacheConfiguration found, String action, DeadLetterView view) {
        audit.record(new Audit.Deed(
                caller.subject(),
                action,
                "configuration/" + found.name(),
                Map.of("id", view.id(), "operation", view.operation(), "reason", view.reason()),
                Map.of(),
                null));
    }

    private Uni<Backlog> backlog(String id) {
        return catalog.get(id).invoke(found -> callers.using(found.name())).map(found -> OpenCache.of(caches, found)
                .backlog());
    }
}
