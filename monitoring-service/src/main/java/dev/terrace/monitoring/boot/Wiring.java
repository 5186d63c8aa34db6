package dev.terrace.monitoring.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.terrace.events.EventSink;
import dev.terrace.monitoring.alert.AlertStore;
import dev.terrace.monitoring.alert.Causes;
import dev.terrace.monitoring.alert.DefaultRules;
import dev.terrace.monitoring.alert.Desk;
import dev.terrace.monitoring.alert.RecentChanges;
import dev.terrace.monitoring.audit.AuditLog;
import dev.terrace.monitoring.events.AlertPublisher;
import dev.terrace.monitoring.events.Deeds;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.live.Overviews;
import dev.terrace.monitoring.live.Pulse;
import dev.terrace.monitoring.store.AdvisoryLock;
import dev.terrace.monitoring.store.Partitions;
import dev.terrace.monitoring.store.PostgresAlerts;
import dev.terrace.monitoring.store.Rollups;
import dev.terrace.monitoring.watch.Evaluator;
import dev.terrace.monitoring.watch.Readings;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Who is made of what. */
public class Wiring {
    private static final int LIVE_SPAN_SECONDS = 10;
    private static final int SETTLE_SECONDS = 2;
    /** "terrmoni" in ASCII. */
    private static final long LOCK = 0x7465_7272_6d6f_6e69L;

    @Produces
    @Singleton
    Recent recent(MonitoringConfig config, InstantSource clock) {
        return new Recent(new Recent.Bounds(config.memorySeconds(), config.maxCaches(), config.aheadSeconds()), clock);
    }

    @Produces
    @Singleton
    RecentChanges changes() {
        return new RecentChanges();
    }

    @Produces
    @Singleton
    Partitions partitions(Pool pool) {
        return new Partitions(pool);
    }

    @Produces
    @Singleton
    Rollups rollups(Pool pool, Partitions partitions) {
        return new Rollups(pool, partitions);
    }

    @Produces
    @Singleton
    PostgresAlerts alerts(Pool pool) {
        return new PostgresAlerts(pool);
    }

    @Produces
    @Singleton
    AdvisoryLock lock(Pool pool) {
        return new AdvisoryLock(pool, LOCK);
    }

    @Produces
    @Singleton
    AuditLog audit(Pool pool) {
        return new AuditLog(pool);
    }

    @Produces
    @Singleton
    AlertPublisher publisher(EventSink sink) {
        return new AlertPublisher(sink);
    }

    @Produces
    @Singleton
    Deeds deeds(EventSink sink, InstantSource clock) {
        return new Deeds(sink, clock);
    }

    @Produces
    @Singleton
    Desk desk(AlertStore store, AlertPublisher publisher, InstantSource clock, MonitoringConfig config) {
        return new Desk(store, publisher, clock, config.coolDown());
    }

    @Produces
    @Singleton
    Evaluator evaluator(
            Recent recent,
            RecentChanges changes,
            AlertStore store,
            AlertPublisher publisher,
            InstantSource clock,
            MonitoringConfig config) {
        return new Evaluator(
                DefaultRules.ALL,
                recent,
                new Readings(recent, new Causes(changes)),
                store,
                publisher,
                new Evaluator.Pace(clock, config.catchUpSeconds()));
    }

    @Produces
    @Singleton
    Overviews overviews(Recent recent) {
        return new Overviews(recent);
    }

    @Produces
    @Singleton
    Pulse pulse(
            Overviews overviews, AlertStore store, ObjectMapper json, InstantSource clock, MonitoringConfig config) {
        return new Pulse(
                overviews,
                store,
                json,
                new Pulse.Settings(clock, LIVE_SPAN_SECONDS, SETTLE_SECONDS, config.maxFollowers()));
    }
}
