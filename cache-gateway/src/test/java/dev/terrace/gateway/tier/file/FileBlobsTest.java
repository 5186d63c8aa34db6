package dev.terrace.gateway.tier.file;

import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.tier.BlobsContract;
import dev.terrace.gateway.tier.Trial;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FileBlobsTest extends BlobsContract {
    private static Vertx vertx;
    private static FileTiers tiers;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        FileTiers.Limits limits = new FileTiers.Limits(4, 2000);
        tiers = new FileTiers(vertx, FileTierTest.freshDirectory(), limits, Trial.CLOCK, (tier, key, why) -> {});
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
