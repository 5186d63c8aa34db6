package dev.terrace.gateway.boot;

import dev.terrace.gateway.api.data.DataPlaneLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the data plane its bounds. */
public class DataPlaneWiring {
    @Produces
    @Singleton
    DataPlaneLimits limits(DataPlaneConfig config) {
        return config.limits();
    }
}
