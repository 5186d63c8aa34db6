package dev.terrace.monitoring.api;

import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import dev.terrace.monitoring.events.Deeds;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.store.Partitions;
import dev.terrace.monitoring.store.PostgresAlerts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** {@code cleanup/}: drops what is older than so many days. Never the audit, and no alert that is open. */
@Path("/api/admin/caching/cleanup")
@RolesAllowed(Role.ADMINISTER)
public class CleanupResource {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 3650;

    private final Partitions partitions;
    private final PostgresAlerts alerts;
    private final Deeds deeds;
    private final InstantSource clock;
    private final Callers callers;
    private final Bodies bodies;

    /** What to drop. */
    public record Cleanup(
            @Nullable Integer days,
            @Nullable Boolean metricsOnly,
            @Nullable Boolean dryRun) {}

    /** What was dropped, or would be. A table without partitions is named alone. */
    public record Dropped(String table, @Nullable String partition, long rows, long bytes) {}

    /** The answer. */
    public record Report(List<Dropped> dropped) {}

    @Inject
    public CleanupResource(
            Partitions partitions,
            PostgresAlerts alerts,
            Deeds deeds,
            InstantSource clock,
            Callers callers,
            Bodies bodies) {
        this.partitions = partitions;
        this.alerts = alerts;
        this.deeds = deeds;
        this.clock = clock;
        this.callers = callers;
        this.bodies = bodies;
    }

    /** Cleans up. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Cleanup.class)))
    public Uni<Report> clean(byte[] body) {
        Cleanup asked = bodies.read(body, Cleanup.class, new Cleanup(null, null, null));
        int days = asked.days() == null ? DEFAULT_DAYS : asked.days();
        if (days < 1 || days > MAX_DAYS) {
            throw Problem.field("/days", "1 to " + MAX_DAYS + ".");
        }
        boolean dryRun = Boolean.TRUE.equals(asked.dryRun());
        boolean metricsOnly = Boolean.TRUE.equals(asked.metricsOnly());
        Instant before = clock.instant().minus(Duration.ofDays(days));
        String actor = callers.now().subject();
        return partitions
                .drop(Resolution.TEN_SECONDS, before, dryRun)
                .flatMap(fine ->
                        partitions.drop(Resolution.MINUTE, before, dryRun).map(coarse -> both(fine, coarse)))
                .flatMap(dropped -> metricsOnly
                        ? Uni.createFrom().item(dropped)
                        : alerts.remove(before, dryRun).map(rows -> with(dropped, rows)))
                .map(Report::new)
                .invoke(report -> tell(actor, days, dryRun, report));
    }

    private void tell(String actor, int days, boolean dryRun, Report report) {
        if (!dryRun) {
            deeds.done(
                    actor,
                    "cleanup",
                    "monitoring",
                    Map.of("days", days, "dropped", report.dropped().size()),
                    null);
        }
    }

    private static List<Dropped> both(List<Partitions.Dropped> fine, List<Partitions.Dropped> coarse) {
        List<Dropped> all = new ArrayList<>();
        fine.forEach(d -> all.add(new Dropped(d.table(), d.partition(), d.rows(), d.bytes())));
        coarse.forEach(d -> all.add(new Dropped(d.table(), d.partition(), d.rows(), d.bytes())));
        return all;
    }

    private static List<Dropped> with(List<Dropped> dropped, long alertRows) {
        if (alertRows > 0) {
            dropped.add(new Dropped("alert", null, alertRows, 0));
        }
        return dropped;
    }
}
