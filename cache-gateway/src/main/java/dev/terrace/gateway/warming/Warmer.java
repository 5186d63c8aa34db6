package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.Position;
import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs warming jobs on this node, {@value #MOST_RUNNING} at once at most. The position of what is brought or copied is noted when a job
 * begins, before its source is asked.
 */
@Singleton
public class Warmer {
    /** Jobs at once at most. */
    public static final int MOST_RUNNING = 16;

    private final Jobs jobs;
    private final Ways ways;
    private final Progress.Around around;
    private final FromPeers peers;
    private final AtomicInteger running = new AtomicInteger();

    @Inject
    public Warmer(Jobs jobs, Ways ways, Progress.Around around, FromPeers peers) {
        this.jobs = jobs;
        this.ways = ways;
        this.around = around;
        this.peers = peers;
    }

    /** Warms from other gateways. */
    @FunctionalInterface
    public interface FromPeers {
        /** Runs it until it has ended. */
        void run(Progress progress, CacheHandle cache, WarmPlan plan);
    }

    /** Begins; completes with the job once it is written down, not when it has ended. 429 when too many run here. */
    public Uni<Job> begin(CacheHandle cache, WarmPlan plan, String actor) {
        if (full()) {
            return Uni.createFrom().failure(Problem.of(Kind.LIMITED, "So many warming jobs run here already."));
        }
        return jobs.begin("warm_keys", cache.spec().name(), plan.expected(), actor)
                .invoke(job -> run(job, cache, plan));
    }

    /** Whether no further job should be begun here. */
    public boolean full() {
        return running.get() >= MOST_RUNNING;
    }

    /** Jobs under way on this node. */
    public int running() {
        return running.get();
    }

    /** Runs a job that is written down as running. */
    public void run(Job job, CacheHandle cache, WarmPlan plan) {
        running.incrementAndGet();
        Position asked = cache.filling().now();
        Progress progress = new Progress(job.id(), around, running::decrementAndGet);
        if (plan.source() == WarmSource.PEER) {
            peers.run(progress, cache, plan);
            return;
        }
        WarmRun run = new WarmRun(cache.filling(), progress, around.time());
        ways.find(cache, plan, asked)
                .subscribe()
                .with(warmth -> run.start(warmth, plan.ratePerSecond(), plan.concurrency()), progress::failed);
    }
}
