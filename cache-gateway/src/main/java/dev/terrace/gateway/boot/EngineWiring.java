package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.Observers;
import dev.terrace.gateway.cache.OriginFactory;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.coherence.EpochStore;
import dev.terrace.gateway.coherence.epoch.PostgresEpochs;
import dev.terrace.gateway.coherence.redis.LogSettings;
import dev.terrace.gateway.coherence.redis.RedisLog;
import dev.terrace.gateway.origin.http.HttpOrigins;
import dev.terrace.gateway.tier.memory.MemoryTiers;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

/**
 * Puts the engine together. Every {@link TierFactory} bean is a tier that caches can have, so a new tier is its adapter and a producer.
 */
public class EngineWiring {
    private final EngineConfig config;

    @Inject
    EngineWiring(EngineConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Time time(Vertx vertx, InstantSource clock) {
        return new EngineTime(vertx, clock);
    }

    @Produces
    @Singleton
    EpochStore epochs(Pool pool) {
        return new PostgresEpochs(pool);
    }

    @Produces
    @Singleton
    RedisLog log(Vertx vertx, EpochStore epochs, Time time) {
        EngineConfig.Bounds bounds = config.bounds();
        LogSettings settings = new LogSettings(
                config.logUrl(),
                config.logPrefix(),
                config.node(),
                bounds.keyMarks(),
                bounds.logEntries(),
                bounds.tagMarks(),
                bounds.bans());
        return new RedisLog(vertx, settings, epochs, time);
    }

    @Produces
    @Singleton
    MemoryTiers memory(Time time) {
        return new MemoryTiers(time, ForkJoinPool.commonPool());
    }

    /** Not as a factory of origins of all types: that is {@link OriginWiring}'s. */
    @Produces
    @Singleton
    @Typed(HttpOrigins.class)
    HttpOrigins origins(Vertx vertx, Time time) {
        return new HttpOrigins(vertx, time);
    }

    void close(@Disposes HttpOrigins origins) {
        origins.close();
    }

    /** The caches of this node. They follow the log from the moment they are made. */
    @Produces
    @Singleton
    EngineCaches caches(
            Time time,
            RedisLog log,
            @All List<TierFactory> tiers,
            OriginFactory origins,
            Observers observers,
            EngineParts.Journaling journaling) {
        EngineConfig.Bounds bounds = config.bounds();
        EngineCaches caches = new EngineCaches(new EngineParts(
                time,
                log,
                List.copyOf(tiers),
                records(config),
                origins,
                observers,
                new EngineParts.Bounds(bounds.keyMarks(), bounds.pending(), bounds.loads()),
                new EngineParts.Herd(log.leases(), time.nanos() ^ config.node().hashCode()),
                journaling));
        caches.start();
        return caches;
    }

    void stop(@Disposes EngineCaches caches) {
        caches.stop();
    }

    private static Set<TierName> records(EngineConfig config) {
        Set<TierName> records = EnumSet.of(TierName.DATABASE, TierName.REDIS);
        if (config.fileRecords()) {
            records.add(TierName.FILE_SYSTEM);
        }
        return records;
    }
}
