package dev.terrace.optimizer.api;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Role;
import dev.terrace.optimizer.advice.FactSource;
import dev.terrace.optimizer.advice.Figure;
import dev.terrace.optimizer.advice.Horizon;
import dev.terrace.optimizer.advice.Outlooks;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** {@code forecasts/}: what is to come of a figure of a cache, from the minutes on record. */
@Path("/api/admin/caching/forecasts")
@RolesAllowed(Role.VIEW)
public class ForecastsResource {
    private final FactSource facts;
    private final Outlooks outlooks;
    private final Callers callers;

    @Inject
    public ForecastsResource(FactSource facts, Outlooks outlooks, Callers callers) {
        this.facts = facts;
        this.outlooks = outlooks;
        this.callers = callers;
    }

    /** One figure, {@code requests} when none is named, over a horizon, {@code 24h} when none is given. */
    @GET
    public Uni<ForecastView> forecast(
            @QueryParam("cache_name") @Nullable String cacheName,
            @QueryParam("metric") @Nullable String metric,
            @QueryParam("horizon") @Nullable String horizon) {
        return callers.caller().flatMap(caller -> {
            if (cacheName == null) {
                throw Problem.field("/cache_name", "Name a cache.");
            }
            Figure figure = figure(metric);
            Horizon ahead = horizon(horizon);
            Callers.require(caller, cacheName);
            return facts.caches().flatMap(known -> {
                if (!known.contains(cacheName)) {
                    throw Problem.of(Kind.NOT_FOUND, "There is no cache " + cacheName + ".");
                }
                return outlooks.make(cacheName, figure, ahead).map(ForecastView::of);
            });
        });
    }

    private static Figure figure(@Nullable String name) {
        return name == null
                ? Figure.REQUESTS
                : Figure.named(name)
                        .orElseThrow(() -> Problem.field(
                                "/metric", "One of requests, hit_ratio, memory, origin_calls and errors."));
    }

    private static Horizon horizon(@Nullable String text) {
        return text == null
                ? Horizon.DEFAULT
                : Horizon.of(text)
                        .orElseThrow(
                                () -> Problem.field("/horizon", "A number and m, h or d, for example 24h; 5m to 7d."));
    }
}
