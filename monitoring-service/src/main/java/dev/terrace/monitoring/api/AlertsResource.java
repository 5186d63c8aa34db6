package dev.terrace.monitoring.api;

import dev.terrace.kit.page.Cursor;
import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.monitoring.alert.Alert;
import dev.terrace.monitoring.alert.AlertView;
import dev.terrace.monitoring.alert.Desk;
import dev.terrace.monitoring.events.Deeds;
import dev.terrace.monitoring.store.PostgresAlerts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** {@code alerts/}: what is wrong, and what people do about it. */
@Path("/api/admin/caching/alerts")
@RolesAllowed(Role.VIEW)
public class AlertsResource {
    private static final int MAX_REASON = 500;
    private static final Set<String> STATUSES =
            Set.of("pending", "firing", "acknowledged", "recovering", "resolved", "no_data", "error");
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    private final PostgresAlerts alerts;
    private final Desk desk;
    private final Deeds deeds;
    private final Callers callers;
    private final Bodies bodies;

    /** Why somebody acts. */
    public record Deed(@Nullable String reason) {}

    @Inject
    public AlertsResource(PostgresAlerts alerts, Desk desk, Deeds deeds, Callers callers, Bodies bodies) {
        this.alerts = alerts;
        this.desk = desk;
        this.deeds = deeds;
        this.callers = callers;
        this.bodies = bodies;
    }

    /** A page of alerts, the newest first. */
    @GET
    public Uni<Page<AlertView>> list(@BeanParam AlertsQuery query) {
        int limit = Cursor.limit(query.limit);
        PostgresAlerts.Filter filter = new PostgresAlerts.Filter(
                Queries.words("status", query.status, STATUSES),
                Queries.words("severity", query.severity, SEVERITIES),
                Queries.name("cache_name", query.cacheName),
                callers.now().caches());
        return alerts.list(filter, after(query.cursor), limit + 1)
                .map(found -> Page.cut(
                        found.stream().map(AlertView::of).toList(), limit, last -> last.startedAt() + " " + last.id()));
    }

    private static PostgresAlerts.@Nullable After after(@Nullable String cursor) {
        String key = Cursor.decode(cursor);
        if (key == null) {
            return null;
        }
        String[] parts = key.split(" ", 2);
        try {
            return new PostgresAlerts.After(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
        } catch (DateTimeParseException e) {
            throw Problem.field("/cursor", "Not a cursor of this list.");
        }
    }

    /** One alert. */
    @GET
    @Path("/{id}")
    public Uni<AlertView> get(@PathParam("id") String id) {
        return visible(id, callers.now()).map(AlertView::of);
    }

    /** Ends it by hand; the same trouble stays quiet for the cool-down. */
    @POST
    @Path("/{id}/resolve")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Deed.class)))
    public Uni<AlertView> resolve(@PathParam("id") String id, byte[] body) {
        Caller caller = callers.now();
        String reason = reason(body);
        return visible(id, caller)
                .chain(() -> desk.resolve(id, caller.subject(), reason))
                .map(outcome -> done(outcome, caller, "alert.resolve", reason));
    }

    /** Takes it up. */
    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed(Role.OPERATE)
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Deed.class)))
    public Uni<AlertView> acknowledge(@PathParam("id") String id, byte[] body) {
        Caller caller = callers.now();
        String reason = reason(body);
        return visible(id, caller)
                .chain(() -> desk.acknowledge(id, caller.subject(), reason))
                .map(outcome -> done(outcome, caller, "alert.acknowledge", reason));
    }

    private @Nullable String reason(byte[] body) {
        String reason = bodies.read(body, Deed.class, new Deed(null)).reason();
        if (reason != null && reason.length() > MAX_REASON) {
            throw Problem.field("/reason", "At most " + MAX_REASON + " characters.");
        }
        return reason;
    }

    private Uni<Alert> visible(String id, Caller caller) {
        return alerts.find(id).map(found -> found.filter(
                        alert -> caller.mayUse(alert.subject().cacheName()))
                .orElseThrow(AlertsResource::unknown));
    }

    private AlertView done(Desk.Outcome outcome, Caller caller, String action, @Nullable String reason) {
        return switch (outcome) {
            case Desk.Outcome.Done done -> {
                AlertView view = AlertView.of(done.alert());
                deeds.done(caller.subject(), action, "alert/" + view.id(), Map.of("status", view.status()), reason);
                yield view;
            }
            case Desk.Outcome.Unknown unknown -> throw unknown();
            case Desk.Outcome.NotAllowed refused ->
                throw Problem.of(Kind.CONFLICT, "The alert is " + refused.status() + ": that cannot be done now.");
            case Desk.Outcome.Contended contended ->
                throw Problem.of(Kind.UNAVAILABLE, "The alert changes too fast; try again.");
        };
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "There is no such alert.");
    }
}
