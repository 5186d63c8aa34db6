package dev.terrace.cdn.boot;

import dev.terrace.cdn.analytics.Traffic;
import dev.terrace.cdn.cdn.Purges;
import dev.terrace.cdn.delivery.Delivery;
import dev.terrace.cdn.edge.Edge;
import dev.terrace.cdn.edge.EdgeServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Opens the listeners, and takes up purges that were interrupted. */
@Singleton
public class Start {
    private static final Logger LOG = Logger.getLogger(Start.class);
    private static final int LISTEN_SECONDS = 10;

    private final Purges purges;

    public Start(Purges purges) {
        this.purges = purges;
    }

    void routes(@Observes Router router, Delivery delivery) {
        delivery.mount(router);
    }

    /** The edge is part of being started: without its port the service says so and ends. */
    void edge(
            @Observes StartupEvent event,
            CdnConfig config,
            Edge edge,
            Traffic traffic,
            InstantSource clock,
            Vertx vertx)
            throws Exception {
        try {
            HttpServer server = new EdgeServer(edge, traffic, clock)
                    .listen(vertx, config.edge().host(), config.edge().port())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LISTEN_SECONDS, TimeUnit.SECONDS);
            LOG.infof("edge listens port=%d", server.actualPort());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The edge could not listen on port " + config.edge().port() + " in time.", e);
        }
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> resume() {
        return purges.resume()
                .onFailure()
                .invoke(failure -> LOG.warnf("purges not resumed reason=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** A second listener must have the same tags on its meters as the first, else Prometheus refuses them. */
    @Produces
    @Singleton
    MeterFilter oneSetOfTags() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith("http.server") && id.getTag("server.port") == null
                        ? id.withTag(Tag.of("server.port", "main"))
                        : id;
            }
        };
    }
}
