package dev.terrace.monitoring.boot;

import dev.terrace.monitoring.history.Bucket;
import dev.terrace.monitoring.history.Recent;
import dev.terrace.monitoring.history.Resolution;
import dev.terrace.monitoring.live.Pulse;
import dev.terrace.monitoring.store.AdvisoryLock;
import dev.terrace.monitoring.store.Partitions;
import dev.terrace.monitoring.store.Rollups;
import dev.terrace.monitoring.watch.Evaluator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** What runs by itself. The node that holds the lock evaluates, keeps rollups and drops old ones; every node feeds its live view. */
@Singleton
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int CLOSED_AFTER_SECONDS = 5;

    private final AdvisoryLock lock;
    private final Evaluator evaluator;
    private final Recent recent;
    private final Rollups rollups;
    private final Partitions partitions;
    private final Pulse pulse;
    private final InstantSource clock;
    private volatile boolean led;

    @Inject
    public Jobs(
            AdvisoryLock lock,
            Evaluator evaluator,
            Recent recent,
            Rollups rollups,
            Partitions partitions,
            Pulse pulse,
            InstantSource clock) {
        this.lock = lock;
        this.evaluator = evaluator;
        this.recent = recent;
        this.rollups = rollups;
        this.partitions = partitions;
        this.pulse = pulse;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> evaluate() {
        return lock.held()
                .invoke(leads -> {
                    if (leads && !led) {
                        evaluator.begin();
                    }
                    led = leads;
                })
                .flatMap(leads -> leads ? evaluator.run() : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("evaluation delayed reason=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> beat() {
        return pulse.beat();
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        recent.prune();
        return led
                ? Multi.createFrom()
                        .items(Resolution.values())
                        .onItem()
                        .transformToUniAndConcatenate(this::keep)
                        .collect()
                        .last()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> keep(Resolution resolution) {
        List<Bucket> closed = recent.takeChanged(resolution, clock.instant().getEpochSecond() - CLOSED_AFTER_SECONDS);
        return rollups.write(resolution, closed)
                .onFailure()
                .invoke(failure -> {
                    recent.giveBack(resolution, closed);
                    LOG.warnf("rollup delayed table=%s reason=%s", resolution.table(), failure.getMessage());
                })
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> drop() {
        return led
                ? Multi.createFrom()
                        .items(Resolution.values())
                        .onItem()
                        .transformToUniAndConcatenate(resolution ->
                                partitions.drop(resolution, clock.instant().minus(resolution.keep()), false))
                        .collect()
                        .last()
                        .onFailure()
                        .invoke(failure -> LOG.warnf("retention delayed reason=%s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** The next node need not wait for the connection to be missed. */
    void stop(@Observes ShutdownEvent event) {
        lock.release().subscribe().with(done -> LOG.debug("leadership released"));
    }
}
