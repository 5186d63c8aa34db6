package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.codec.TestKeys;
import dev.terrace.gateway.tier.RecordTierContract;
import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.Trial;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same promises with values that are sealed. */
class SealedFileRecordTest extends RecordTierContract {
    private static final Codecs KEYS = (spec, tier) -> new TestKeys(1, "records").codec(true, spec.maxValueBytes());
    private static Vertx vertx;
    private static FileTiers tiers;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        FileTiers.Limits limits = new FileTiers.Limits(4, 2000);
        tiers = new FileTiers(
                vertx, FileTierTest.freshDirectory(), limits, new Storing(Trial.CLOCK, (tier, key, why) -> {}, KEYS));
    }

    @AfterAll
    static void stop() throws IOException {
        tiers.close();
        Trial.await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    @Override
    protected TierFactory factory() {
        return tiers;
    }
}
