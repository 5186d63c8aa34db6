package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.CountingContract;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisRecordIT extends CountingContract {
    private static Vertx vertx;
    private static RedisServer server;

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        server = new RedisServer(vertx, LocalStack.environment().getOrDefault("TERRACE_REDIS_URL", ""), 2, 1000);
    }

    @AfterAll
    static void disconnect() {
        server.close();
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    @Override
    protected TierFactory factory() {
        return new RedisTiers(server, Trial.CLOCK, (tier, key, why) -> {});
    }
}
