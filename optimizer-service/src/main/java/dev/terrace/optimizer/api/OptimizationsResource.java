package dev.terrace.optimizer.api;

import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.advice.Advice;
import dev.terrace.optimizer.advice.Desk;
import dev.terrace.optimizer.advice.Outcome;
import dev.terrace.optimizer.advice.Status;
import dev.terrace.optimizer.events.Deeds;
import dev.terrace.optimizer.history.AdviceRows;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code optimizations/}: recommendations, and what people do about them. */
@Path("/api/admin/caching/optimizations")
@RolesAllowed(Role.VIEW)
public class OptimizationsResource {
    private final AdviceRows rows;
    private final Desk desk;
    private final Deeds deeds;
    private final Callers callers;

    @Inject
    public OptimizationsResource(AdviceRows rows, Desk desk, Deeds deeds, Callers callers) {
        this.rows = rows;
        this.desk = desk;
        this.deeds = deeds;
        this.callers = callers;
    }

    /** A page of recommendations, the newest first. */
    @GET
    public Uni<Page<AdviceView>> list(
            @QueryParam("cache_name") @Nullable String cacheName,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Cursor.limit(limit);
        Status wanted = status(status);
        AdviceRows.After after = after(cursor);
        return callers.caller()
                .flatMap(
                        caller -> rows.list(new AdviceRows.Filter(cacheName, wanted, caller.caches()), after, most + 1))
                .map(found -> Page.cut(
                        found.stream().map(AdviceView::of).toList(), most, last -> last.createdAt() + " " + last.id()));
    }

    private static @Nullable Status status(@Nullable String name) {
        return name == null
                ? null
                : Status.named(name).orElseThrow(() -> Problem.field("/status", "Not a status of recommendations."));
    }

    private static AdviceRows.@Nullable After after(@Nullable String cursor) {
        String key = Cursor.decode(cursor);
        if (key == null) {
            return null;
        }
        String[] parts = key.split(" ", 2);
        try {
            return new AdviceRows.After(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
        } catch (DateTimeParseException e) {
            throw Problem.field("/cursor", "Not a cursor of this list.");
        }
    }

    /** One recommendation. */
    @GET
    @Path("/{id}")
    public Uni<AdviceView> get(@PathParam("id") String id) {
        return callers.caller().flatMap(caller -> visible(id, caller)).map(AdviceView::of);
    }

    /** Carries it out at the gateway. */
    @POST
    @Path("/{id}/apply")
    @RolesAllowed(Role.OPERATE)
    public Uni<AdviceView> apply(@PathParam("id") String id) {
        return moved(id, "apply", desk::apply);
    }

    /** Puts back what was before. */
    @POST
    @Path("/{id}/rollback")
    @RolesAllowed(Role.OPERATE)
    public Uni<AdviceView> rollBack(@PathParam("id") String id) {
        return moved(id, "rollback", desk::rollBack);
    }

    /** Declines it; the same is not proposed again for a week. */
    @POST
    @Path("/{id}/dismiss")
    @RolesAllowed(Role.OPERATE)
    public Uni<AdviceView> dismiss(@PathParam("id") String id) {
        return moved(id, "dismiss", desk::dismiss);
    }

    private Uni<Advice> visible(String id, Caller caller) {
        return rows.find(id).map(found -> found.filter(advice -> caller.mayUse(advice.cacheName()))
                .orElseThrow(OptimizationsResource::unknown));
    }

    private Uni<AdviceView> moved(String id, String action, BiFunction<String, String, Uni<Outcome>> step) {
        return callers.caller().flatMap(caller -> visible(id, caller)
                .flatMap(advice -> step.apply(id, caller.subject()))
                .map(outcome -> answer(outcome, caller, action)));
    }

    private AdviceView answer(Outcome outcome, Caller caller, String action) {
        return switch (outcome) {
            case Outcome.Done done -> {
                deeds.recommendation(caller.subject(), action, done.before(), done.after());
                yield AdviceView.of(done.after());
            }
            case Outcome.Unknown unknown -> throw unknown();
            case Outcome.NotNow now ->
                throw Problem.of(
                        Kind.CONFLICT, "The recommendation is " + now.status().wireName() + ".");
            case Outcome.Failed failed ->
                throw Problem.of(failed.refused() ? Kind.CONFLICT : Kind.UNAVAILABLE, failed.reason());
        };
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "There is no such recommendation.");
    }
}
