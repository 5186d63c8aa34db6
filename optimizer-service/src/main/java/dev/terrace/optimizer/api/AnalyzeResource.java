package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.advice.FactSource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;

/** {@code optimizations/analyze/}: what the kept state says, now. */
@Path("/api/admin/caching/optimizations/analyze")
@RolesAllowed(Role.VIEW)
public class AnalyzeResource {
    private final Analyst analyst;
    private final FactSource facts;
    private final Callers callers;

    /** All caches. */
    public record Items(List<AnalysisView> items) {}

    @Inject
    public AnalyzeResource(Analyst analyst, FactSource facts, Callers callers) {
        this.analyst = analyst;
        this.facts = facts;
        this.callers = callers;
    }

    /** One cache, or all that the caller may see. */
    @POST
    public Uni<Object> analyze(@NotNull(message = "A body is needed.") @Valid AnalyzeRequest request) {
        int days = request.daysOrDefault();
        Duration span = Duration.ofDays(days);
        String name = request.cacheName();
        return callers.caller()
                .flatMap(caller -> name == null
                        ? analyst.analyzeAll(span, caller::mayUse)
                                .map(all -> new Items(all.stream()
                                        .map(a -> AnalysisView.of(a, days))
                                        .toList()))
                        : one(caller, name, days, span));
    }

    private Uni<Object> one(Caller caller, String name, int days, Duration span) {
        Callers.require(caller, name);
        return facts.caches().flatMap(known -> {
            if (!known.contains(name)) {
                throw Problem.of(Kind.NOT_FOUND, "There is no cache " + name + ".");
            }
            return analyst.analyze(name, span).map(analysis -> AnalysisView.of(analysis, days));
        });
    }
}
