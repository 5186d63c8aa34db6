package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.analysis.vitals.Health;
import dev.terrace.optimizer.history.Minutes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code optimizations/health_check/}: the last minutes of each cache against the suite's thresholds. */
@Path("/api/admin/caching/optimizations/health_check")
@RolesAllowed(Role.VIEW)
public class HealthResource {
    private static final Duration LATELY = Duration.ofMinutes(5);

    private final FactSource facts;
    private final Minutes minutes;
    private final Callers callers;

    @Inject
    public HealthResource(FactSource facts, Minutes minutes, Callers callers) {
        this.facts = facts;
        this.minutes = minutes;
        this.callers = callers;
    }

    /** The verdict over one cache or all that the caller may see. */
    @GET
    public Uni<Health> check(@QueryParam("cache_name") @Nullable String cacheName) {
        return callers.caller()
                .flatMap(caller -> facts.caches().map(known -> wanted(known, cacheName, caller)))
                .flatMap(names -> Multi.createFrom()
                        .iterable(names)
                        .onItem()
                        .transformToUniAndConcatenate(name -> minutes.vitals(name, LATELY)
                                .map(vitals -> new Health.Subject(name, vitals.orElse(null))))
                        .collect()
                        .asList())
                .map(Health::of);
    }

    /**
     * What to check.
     *
     * @param cacheName the cache, null for all
     * @param createAlerts whether alerts are to be made of it; must be false in this version
     */
    public record CheckRequest(@Nullable String cacheName, boolean createAlerts) {}

    /** The same; alerts are monitoring's to make and come by themselves. */
    @POST
    public Uni<Health> check(@NotNull(message = "A body is needed.") CheckRequest request) {
        if (request.createAlerts()) {
            throw Problem.field(
                    "/create_alerts",
                    "This version makes no alerts here: monitoring makes them by itself, see alerts/.");
        }
        return check(request.cacheName());
    }

    private static List<String> wanted(List<String> known, @Nullable String cacheName, Caller caller) {
        if (cacheName == null) {
            return known.stream().filter(caller::mayUse).toList();
        }
        Callers.require(caller, cacheName);
        if (!known.contains(cacheName)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no cache " + cacheName + ".");
        }
        return List.of(cacheName);
    }
}
