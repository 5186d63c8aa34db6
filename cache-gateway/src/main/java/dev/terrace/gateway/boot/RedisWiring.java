package dev.terrace.gateway.boot;

import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.redis.RedisServer;
import dev.terrace.gateway.tier.redis.RedisTiers;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The Redis tier over the values' Redis; connects when first used. */
public class RedisWiring {
    @Produces
    @Singleton
    RedisServer server(Vertx vertx, TierConfig config) {
        TierConfig.Redis redis = config.redis();
        return new RedisServer(vertx, redis.url(), redis.connections(), redis.maxInFlight());
    }

    void close(@Disposes RedisServer server) {
        server.close();
    }

    @Produces
    @Singleton
    RedisTiers tiers(RedisServer server, Storing storing) {
        return new RedisTiers(server, storing);
    }
}
