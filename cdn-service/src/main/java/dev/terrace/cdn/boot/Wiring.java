package dev.terrace.cdn.boot;

import dev.terrace.cdn.analytics.Traffic;
import dev.terrace.cdn.api.AssetSite;
import dev.terrace.cdn.cdn.Cdn;
import dev.terrace.cdn.cdn.Distributions;
import dev.terrace.cdn.cdn.PurgeLedger;
import dev.terrace.cdn.cdn.Purges;
import dev.terrace.cdn.cdn.local.LocalCdn;
import dev.terrace.cdn.delivery.Delivery;
import dev.terrace.cdn.edge.Edge;
import dev.terrace.cdn.pipeline.Pipeline;
import dev.terrace.cdn.pipeline.compress.Compress;
import dev.terrace.cdn.publish.Publisher;
import dev.terrace.cdn.publish.Shelf;
import dev.terrace.cdn.storage.AssetStore;
import dev.terrace.events.EventSink;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Which parts this service is made of. */
public class Wiring {
    @Produces
    @Singleton
    Shelf shelf(Pool database) {
        return new Shelf(database);
    }

    @Produces
    @Singleton
    Distributions distributions(Pool database) {
        return new Distributions(database);
    }

    @Produces
    @Singleton
    PurgeLedger ledger(Pool database) {
        return new PurgeLedger(database);
    }

    @Produces
    @Singleton
    Publisher publisher(AssetStore store, Shelf shelf, InstantSource clock) {
        return new Publisher(new Pipeline(List.of(Compress.best())), store, shelf, clock);
    }

    @Produces
    @Singleton
    Traffic traffic() {
        return new Traffic();
    }

    @Produces
    @Singleton
    Edge edge(CdnConfig config, Vertx vertx, InstantSource clock) {
        return new Edge((long) config.edge().maxMb() << 20, new HttpOrigin(vertx, config.url()), clock);
    }

    @Produces
    @Singleton
    Cdn local(Edge edge) {
        return new LocalCdn(edge);
    }

    @Produces
    @Singleton
    Purges purges(PurgeLedger ledger, @All List<Cdn> providers, EventSink events, InstantSource clock) {
        return new Purges(ledger, providers, events, clock);
    }

    @Produces
    @Singleton
    AssetSite site(CdnConfig config, Purges purges, Distributions distributions, InstantSource clock) {
        String url = config.edge()
                .publicUrl()
                .orElse("http://127.0.0.1:" + config.edge().port());
        return new AssetSite(Path.of(config.assetsDirectory()).toAbsolutePath(), url, purges, distributions, clock);
    }

    @Produces
    @Singleton
    Delivery delivery(Shelf shelf, AssetStore store) {
        return new Delivery(shelf, store);
    }
}
