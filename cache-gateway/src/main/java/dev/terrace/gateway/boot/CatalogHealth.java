package dev.terrace.gateway.boot;

import dev.terrace.gateway.catalog.Follower;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down until the catalog's caches are open here: before, a request would be told that there is no such cache, and what the journal of
 * write-back has to be read for would not be known.
 */
@Readiness
@Singleton
public class CatalogHealth implements HealthCheck {
    private final Follower follower;

    /** Of that node's view of the catalog. */
    public CatalogHealth(Follower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog").status(follower.hasRead()).build();
    }
}
