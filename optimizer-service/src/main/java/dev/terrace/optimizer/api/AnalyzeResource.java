package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.advice.Analysis;
import dev.terrace.optimizer.advice.Analyst;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.advice.Outlooks;
import dev.terrace.optimizer.advice.Watch;
import io.smallrye.mutiny.Multi;
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
    private final Outlooks outlooks;
    private final Watch watch;
    private final Callers callers;

    /** All caches. */
    public record Items(List<AnalysisView> items) {}

    @Inject
    public AnalyzeResource(Analyst analyst, FactSource facts, Outlooks outlooks, Watch watch, Callers callers) {
        this.analyst = analyst;
        this.facts = facts;
        this.outlooks = outlooks;
        this.watch = watch;
        this.callers = callers;
    }

    /** One cache, or all that the caller may see; for all of them forecasts and anomalies are those that the last round found. */
    @POST
    public Uni<Object> analyze(@NotNull(message = "A body is needed.") @Valid AnalyzeRequest request) {
        int days = request.daysOrDefault();
        String name = request.cacheName();
        return callers.caller().flatMap(caller -> name == null ? all(caller, days) : one(caller, name, days));
    }

    private Uni<Object> all(Caller caller, int days) {
        return analyst.analyzeAll(Duration.ofDays(days), caller::mayUse)
                .flatMap(analyses -> Multi.createFrom()
                        .iterable(analyses)
                        .onItem()
                        .transformToUniAndConcatenate(analysis -> kept(analysis, days))
                        .collect()
                        .asList())
                .map(Items::new);
    }

    private Uni<Object> one(Caller caller, String name, int days) {
        Callers.require(caller, name);
        return facts.caches().flatMap(known -> {
            if (!known.contains(name)) {
                throw Problem.of(Kind.NOT_FOUND, "There is no cache " + name + ".");
            }
            return analyst.analyze(name, Duration.ofDays(days)).flatMap(analysis -> fresh(analysis, days));
        });
    }

    private Uni<AnalysisView> kept(Analysis analysis, int days) {
        String name = analysis.facts().cacheName();
        return outlooks.kept(name).flatMap(made -> watch.kept(name)
                .map(findings -> AnalysisView.of(analysis, days, made, findings.orElse(null))));
    }

    private Uni<AnalysisView> fresh(Analysis analysis, int days) {
        String name = analysis.facts().cacheName();
        return outlooks.fresh(name)
                .flatMap(made -> watch.fresh(name).map(findings -> AnalysisView.of(analysis, days, made, findings)));
    }
}
