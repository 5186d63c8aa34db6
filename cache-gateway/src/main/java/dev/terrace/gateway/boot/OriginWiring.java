package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.CacheSpec.DatabaseOriginSpec;
import dev.terrace.gateway.cache.CacheSpec.HttpOriginSpec;
import dev.terrace.gateway.cache.OriginFactory;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.origin.database.DataSources;
import dev.terrace.gateway.origin.database.DatabaseOrigins;
import dev.terrace.gateway.origin.http.HttpOrigins;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Origins of each type. Data sources are connected when first used. */
public class OriginWiring {
    @Produces
    @Singleton
    DataSources sources(Vertx vertx, DataSourcesConfig config, MeterRegistry meters) {
        DataSources sources = new DataSources(vertx, config.places(ConfigProvider.getConfig()));
        Gauge.builder("terrace.origin.database.calls", sources, DataSources::inFlight)
                .description("Calls of database origins under way or waiting for a connection")
                .register(meters);
        return sources;
    }

    void close(@Disposes DataSources sources) {
        sources.close();
    }

    @Produces
    @Singleton
    DatabaseOrigins tables(DataSources sources, Time time) {
        return new DatabaseOrigins(sources, time);
    }

    @Produces
    @Singleton
    OriginFactory origins(HttpOrigins http, DatabaseOrigins tables) {
        return (spec, origin) -> switch (origin) {
            case HttpOriginSpec url -> http.open(spec, url);
            case DatabaseOriginSpec table -> tables.open(spec, table);
        };
    }
}
