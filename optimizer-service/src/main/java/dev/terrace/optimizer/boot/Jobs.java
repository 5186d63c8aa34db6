package dev.terrace.optimizer.boot;

import dev.terrace.optimizer.api.Rounds;
import dev.terrace.optimizer.history.Minutes;
import dev.terrace.optimizer.history.Schedules;
import dev.terrace.optimizer.ingest.Keeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What runs by itself: writing state down, the analysis of all caches, dropping what is old. */
@Singleton
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int LAST_SAVE_SECONDS = 10;

    private final Keeper keeper;
    private final Rounds rounds;
    private final Schedules schedules;
    private final Minutes minutes;
    private final OptimizerConfig config;

    @Inject
    public Jobs(Keeper keeper, Rounds rounds, Schedules schedules, Minutes minutes, OptimizerConfig config) {
        this.keeper = keeper;
        this.rounds = rounds;
        this.schedules = schedules;
        this.minutes = minutes;
        this.config = config;
    }

    @Scheduled(every = "${terrace.optimizer.save-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> save() {
        return keeper.save().onFailure().recoverWithNull();
    }

    @Scheduled(
            every = "${terrace.optimizer.analyze-every:60s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> analyze() {
        return schedules
                .register(Rounds.ID)
                .chain(() -> rounds.run(false))
                .onFailure()
                .invoke(failure -> LOG.warnf("analysis failed reason=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> drop() {
        return minutes.drop(config.optimizer().keepMinutes())
                .invoke(rows -> LOG.infof("old minutes dropped rows=%d", rows))
                .onFailure()
                .invoke(failure -> LOG.warnf("old minutes not dropped reason=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** The last writing, on the thread that ends the service: it may wait. */
    void stop(@Observes ShutdownEvent event) {
        try {
            keeper.save()
                    .subscribeAsCompletionStage()
                    .orTimeout(LAST_SAVE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warnf("last state not saved reason=%s", e.getCause());
        }
    }
}
