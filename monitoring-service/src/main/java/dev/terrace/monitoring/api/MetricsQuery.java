package dev.terrace.monitoring.api;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What {@code metrics/} may be asked for; all optional. */
public class MetricsQuery {
    @QueryParam("cache_name")
    @Nullable
    String cacheName;

    @QueryParam("metric")
    @Nullable
    String metric;

    @QueryParam("tier")
    @Nullable
    String tier;

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("step")
    @Nullable
    String step;

    @QueryParam("limit")
    @Nullable
    Integer limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;
}
