package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.TestKeys;
import dev.terrace.gateway.tier.RecordTierContract;
import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.Trial;
import dev.terrace.kit.test.LocalStack;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same promises with values that are sealed: scripts compare labels, and read tags and stamps as ever. */
class SealedRedisRecordIT extends RecordTierContract {
    private static final Codecs KEYS = (spec, tier) -> new TestKeys(1, "records").codec(true, spec.maxValueBytes());
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
        return new RedisTiers(server, new Storing(Trial.CLOCK, (tier, key, why) -> {}, KEYS));
    }
}
