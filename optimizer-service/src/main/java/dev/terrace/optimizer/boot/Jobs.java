package dev.terrace.optimizer.boot;

import dev.terrace.optimizer.advice.Outlooks;
import dev.terrace.optimizer.advice.Watch;
import dev.terrace.optimizer.api.Round;
import dev.terrace.optimizer.api.Rounds;
import dev.terrace.optimizer.history.Minutes;
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

/** What runs by itself: writing state down, analyses and forecasts of all caches, dropping what is old. */
@Singleton
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int LAST_SAVE_SECONDS = 10;

    private final Keeper keeper;
    private final Rounds rounds;
    private final Minutes minutes;
    private final Outlooks outlooks;
    private final Watch watch;
    private final OptimizerConfig config;

    @Inject
    public Jobs(Keeper keeper, Rounds rounds, Minutes minutes, Outlooks outlooks, Watch watch, OptimizerConfig config) {
        this.keeper = keeper;
        this.rounds = rounds;
        this.minutes = minutes;
        this.outlooks = outlooks;
        this.watch = watch;
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
        return run(Round.ANALYSIS);
    }

    /** Not at once: at the start the windows of a night may still have to be read. */
    @Scheduled(
            every = "${terrace.optimizer.forecast-every:15m}",
            delayed = "2m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forecast() {
        return run(Round.FORECAST);
    }

    private Uni<Void> run(String round) {
        return rounds.register()
                .chain(() -> rounds.run(round, false))
                .onFailure()
                .invoke(failure -> LOG.warnf("round failed round=%s reason=%s", round, failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> drop() {
        return minutes.drop(config.optimizer().keepMinutes())
                .invoke(rows -> LOG.infof("old minutes dropped rows=%d", rows))
                .chain(outlooks::drop)
                .chain(watch::drop)
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
