package dev.terrace.gateway.warming.kept;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Caches;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.warming.Job;
import dev.terrace.gateway.warming.Jobs;
import dev.terrace.gateway.warming.Warmer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs what is due, each second, and gives up the jobs of nodes that went away. What is due is in PostgreSQL, so it survives every process;
 * when this node dies after it took a run, another marks that run failed after half a minute, and the next one comes at its time.
 */
@Singleton
public class Clockwork {
    private static final Logger LOG = Logger.getLogger(Clockwork.class);
    private static final long EVERY_MS = 1000;
    private static final int GIVE_UP_EVERY = 5;

    private final KeptJobs kept;
    private final Jobs jobs;
    private final Warmer warmer;
    private final Caches caches;
    private final Time time;
    private int ticks;
    private volatile boolean stopped;

    @Inject
    public Clockwork(KeptJobs kept, Jobs jobs, Warmer warmer, Caches caches, Time time) {
        this.kept = kept;
        this.jobs = jobs;
        this.warmer = warmer;
        this.caches = caches;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        time.after(EVERY_MS, this::tick);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void tick() {
        if (stopped) {
            return;
        }
        Uni<Integer> lost = ticks++ % GIVE_UP_EVERY == 0
                ? jobs.giveUpLost()
                : Uni.createFrom().item(0);
        lost.chain(this::runDue).subscribe().with(done -> time.after(EVERY_MS, this::tick), failure -> {
            LOG.warnf("warming schedule not read reason=%s", failure.getMessage());
            time.after(EVERY_MS, this::tick);
        });
    }

    /** Runs all that is due and can be begun here now; how many. Nothing is taken before the caches of this node are open. */
    Uni<Integer> runDue() {
        if (caches.all().isEmpty() || warmer.full()) {
            return Uni.createFrom().item(0);
        }
        return kept.due()
                .flatMap(claim -> claim.isEmpty()
                        ? Uni.createFrom().item(0)
                        : started(claim.get()).chain(this::runDue).map(more -> more + 1));
    }

    private Uni<Void> started(KeptJobs.Claim claim) {
        return run(claim).replaceWithVoid();
    }

    /** Runs it on this node; a cache that is not open, or cannot be warmed that way any more, is a failed run. */
    public Uni<Job> run(KeptJobs.Claim claim) {
        Optional<CacheHandle> cache = caches.find(claim.kept().cacheName());
        Optional<String> fault = cache.isEmpty()
                ? Optional.of("The cache is not open.")
                : Plans.source(claim.kept().definition()).noWay(cache.get().spec());
        if (fault.isPresent()) {
            return jobs.end(Jobs.Ending.failed(claim.run().id(), fault.get())).replaceWith(claim.run());
        }
        warmer.run(claim.run(), cache.orElseThrow(), Plans.of(claim.kept().definition()));
        return Uni.createFrom().item(claim.run());
    }
}
