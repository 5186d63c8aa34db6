package dev.terrace.monitoring.api;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What {@code alerts/} may be asked for; all optional. */
public class AlertsQuery {
    @QueryParam("status")
    @Nullable
    String status;

    @QueryParam("severity")
    @Nullable
    String severity;

    @QueryParam("cache_name")
    @Nullable
    String cacheName;

    @QueryParam("limit")
    @Nullable
    Integer limit;

    @QueryParam("cursor")
    @Nullable
    String cursor;
}
