package dev.terrace.gateway.boot;

import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.values.KeySource;
import dev.terrace.gateway.values.Vault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What all tiers write and read entries with. */
public class StoringWiring {
    @Produces
    @Singleton
    Vault vault(
            Pool pool,
            Vertx vertx,
            EncryptionConfig encryption,
            ValuesConfig dictionary,
            EngineConfig engine,
            MeterRegistry meters) {
        Vault vault = new Vault(
                pool,
                vertx,
                new Vault.Settings(
                        engine.node(),
                        new KeySource(encryption.keyFile(), encryption.key()),
                        (long) dictionary.samplesMb() << 20,
                        dictionary.values(),
                        dictionary.pause().toMillis()));
        Gauge.builder("terrace.values.sampled.bytes", vault, Vault::sampledBytes)
                .description("Values kept to train dictionaries with, all caches of this node")
                .register(meters);
        return vault;
    }

    void close(@Disposes Vault vault) {
        vault.close();
    }

    @Produces
    @Singleton
    Storing storing(InstantSource clock, RefusedEntries refused, Vault vault) {
        return new Storing(clock, refused, vault);
    }
}
