package dev.terrace.gateway.boot;

import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.file.FileTiers;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** The file tier in this process's directory; nothing is touched before its first use. */
public class FileTierWiring {
    @Produces
    @Singleton
    FileTiers tiers(Vertx vertx, TierConfig config, Storing storing) {
        TierConfig.File file = config.file();
        FileTiers.Limits limits = new FileTiers.Limits(file.threads(), file.maxWaiting());
        return new FileTiers(vertx, file.dir().resolve("tier"), limits, storing);
    }

    void close(@Disposes FileTiers tiers) throws IOException {
        tiers.close();
    }
}
