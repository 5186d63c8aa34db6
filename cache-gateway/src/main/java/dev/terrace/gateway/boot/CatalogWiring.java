package dev.terrace.gateway.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The connection on which PostgreSQL says that the catalog changed. */
public class CatalogWiring {
    @Produces
    @Singleton
    PgSubscriber notices(Vertx vertx, Postgres postgres) {
        PgConnectOptions options = PgConnectOptions.fromUri(postgres.url())
                .setUser(postgres.user())
                .setPassword(postgres.password().orElse(""));
        return PgSubscriber.subscriber(vertx, options);
    }

    /** Where PostgreSQL is. */
    @ConfigMapping(prefix = "terrace.postgres")
    interface Postgres {
        /** {@code postgresql://host:port/database}, without credentials. */
        @WithDefault("postgresql://127.0.0.1:5432/terrace")
        String url();

        @WithDefault("terrace")
        String user();

        Optional<String> password();
    }
}
