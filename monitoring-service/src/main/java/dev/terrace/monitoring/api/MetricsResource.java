package dev.terrace.monitoring.api;

import dev.terrace.kit.page.Page;
import dev.terrace.kit.problem.Problem;
import dev.terrace.kit.security.Caller;
import dev.terrace.kit.security.Role;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.Span;
import dev.terrace.monitoring.live.Overview;
import dev.terrace.monitoring.live.Overviews;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;

/** {@code metrics/}: series over time, and how things stand. */
@Path("/api/admin/caching/metrics")
@RolesAllowed(Role.VIEW)
public class MetricsResource {
    private static final int SUMMARY_SECONDS = 60;
    private static final int SETTLE_SECONDS = 2;
    private static final int DEFAULT_HOUR = 3600;
    private static final int MAX_POINTS = 20_000;
    private static final long MAX_SPAN_SECONDS = 400L * 86_400;

    private final SeriesSource series;
    private final Overviews overviews;
    private final Recent recent;
    private final InstantSource clock;
    private final Callers callers;

    @Inject
    public MetricsResource(
            SeriesSource series, Overviews overviews, Recent recent, InstantSource clock, Callers callers) {
        this.series = series;
        this.overviews = overviews;
        this.recent = recent;
        this.clock = clock;
        this.callers = callers;
    }

    /** Series by cache, tier and metric; those of all caches together have no cache's name. */
    @GET
    public Uni<Page<SeriesSource.Series>> list(@BeanParam MetricsQuery query) {
        Caller caller = callers.now();
        return series.page(query, span(query), caller::mayUse);
    }

    /** The last minute. */
    @GET
    @Path("/summary")
    public Overview summary() {
        long to = clock.instant().getEpochSecond() - SETTLE_SECONDS;
        return overviews.over(to - SUMMARY_SECONDS, to, callers.now()::mayUse);
    }

    private Span span(MetricsQuery query) {
        long now = clock.instant().getEpochSecond();
        Instant askedTo = Queries.time("to", query.to);
        Instant askedFrom = Queries.time("from", query.from);
        long to = Math.min(askedTo == null ? now : askedTo.getEpochSecond(), now - SETTLE_SECONDS);
        long from = askedFrom == null ? to - DEFAULT_HOUR : askedFrom.getEpochSecond();
        if (askedTo != null && askedFrom != null && !askedFrom.isBefore(askedTo)) {
            throw Problem.field("/from", "Before to.");
        }
        if (from > now) {
            throw Problem.field("/from", "Not in the future.");
        }
        if (to - from > MAX_SPAN_SECONDS) {
            throw Problem.field("/from", "At most 400 days before to.");
        }
        Span span = Span.of(from, Math.max(from, to), Queries.seconds("step", query.step), now, recent.seconds());
        if (span.steps() > MAX_POINTS) {
            throw Problem.field("/step", "At most " + MAX_POINTS + " points a series: a longer step or less time.");
        }
        return span;
    }
}
