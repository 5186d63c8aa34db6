package dev.terrace.optimizer.api;

import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.events.Deeds;
import dev.terrace.optimizer.history.Schedules;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code schedules/}: what the optimizer does by itself. */
@Path("/api/admin/caching/schedules")
@RolesAllowed(Role.VIEW)
public class SchedulesResource {
    private final Schedules schedules;
    private final Rounds rounds;
    private final Deeds deeds;
    private final Callers callers;

    /** One of them. */
    public record ScheduleView(
            String id,
            String kind,
            String every,
            String status,
            @Nullable Instant lastRun,
            @Nullable Map<String, Object> lastResult) {}

    @Inject
    public SchedulesResource(Schedules schedules, Rounds rounds, Deeds deeds, Callers callers) {
        this.schedules = schedules;
        this.rounds = rounds;
        this.deeds = deeds;
        this.callers = callers;
    }

    /** All of them. */
    @GET
    public Uni<Page<ScheduleView>> list() {
        return schedules.all().map(all -> Page.of(all.stream().map(this::view).toList()));
    }

    /** Runs it now, also when it is paused; 409 when it is under way. */
    @POST
    @Path("/{id}/run")
    @RolesAllowed(Role.OPERATE)
    public Uni<ScheduleView> run(@PathParam("id") String id) {
        return known(id)
                .chain(() -> rounds.run(id, true))
                .invoke(ran -> {
                    if (!ran) {
                        throw Problem.of(Kind.CONFLICT, "It is under way.");
                    }
                })
                .chain(() -> audited("run", id))
                .chain(() -> known(id));
    }

    /** It does not run by itself any more. */
    @POST
    @Path("/{id}/pause")
    @RolesAllowed(Role.OPERATE)
    public Uni<ScheduleView> pause(@PathParam("id") String id) {
        return paused(id, true, "pause");
    }

    /** It runs by itself again. */
    @POST
    @Path("/{id}/resume")
    @RolesAllowed(Role.OPERATE)
    public Uni<ScheduleView> resume(@PathParam("id") String id) {
        return paused(id, false, "resume");
    }

    private Uni<ScheduleView> paused(String id, boolean paused, String action) {
        return schedules
                .pause(id, paused)
                .map(found -> found.orElseThrow(SchedulesResource::unknown))
                .call(() -> audited(action, id))
                .map(this::view);
    }

    private Uni<Void> audited(String action, String id) {
        return callers.caller()
                .invoke(caller -> deeds.schedule(caller.subject(), action, id))
                .replaceWithVoid();
    }

    private Uni<ScheduleView> known(String id) {
        return schedules.all().map(all -> all.stream()
                .filter(schedule -> schedule.id().equals(id))
                .findFirst()
                .map(this::view)
                .orElseThrow(SchedulesResource::unknown));
    }

    private ScheduleView view(Schedules.Schedule schedule) {
        Optional<Round> round = rounds.named(schedule.id());
        return new ScheduleView(
                schedule.id(),
                round.map(Round::kind).orElse(schedule.id()),
                round.map(Round::every).orElse("never"),
                schedule.paused() ? "paused" : "active",
                schedule.lastRun(),
                schedule.lastResult());
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "There is no such schedule.");
    }
}
