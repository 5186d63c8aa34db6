package dev.terrace.gateway.boot;

import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.database.Database;
import dev.terrace.gateway.tier.database.DatabaseTiers;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The database tier on connections of its own; connects when first used. */
public class DatabaseTierWiring {
    @Produces
    @Singleton
    Database database(Vertx vertx, TierConfig config) {
        TierConfig.Database database = config.database();
        return new Database(
                vertx,
                database.url(),
                new Database.Login(database.user(), database.password().orElse("")),
                database.connections(),
                database.maxWaiting());
    }

    void close(@Disposes Database database) {
        database.close();
    }

    @Produces
    @Singleton
    DatabaseTiers databaseTiers(Database database, Storing storing) {
        return new DatabaseTiers(database, storing);
    }

    void close(@Disposes DatabaseTiers tiers) {
        tiers.close();
    }
}
