package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.CacheHandle;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Runs warming jobs on this node: slices of a tenth of a second, so that the rate holds without a burst; eight keys at once. Progress is
 * written each second, and a wish to cancel is heard then.
 */
@Singleton
public class Warmer {
    private static final Logger LOG = Logger.getLogger(Warmer.class);
    private static final int AT_ONCE = 8;
    private static final int SLICE_MS = 100;
    private static final int SLICES_A_SECOND = 1000 / SLICE_MS;

    private final Jobs jobs;
    private final Vertx vertx;

    @Inject
    public Warmer(Jobs jobs, Vertx vertx) {
        this.jobs = jobs;
        this.vertx = vertx;
    }

    /** Begins; completes with the job once it is written down, not when it has ended. */
    public Uni<Job> begin(CacheHandle cache, Warmth warmth, int ratePerSecond, String actor) {
        return jobs.begin("warm_keys", cache.spec().name(), warmth.size(), actor)
                .invoke(job -> new Run(job.id(), cache, warmth, Math.max(1, ratePerSecond / SLICES_A_SECOND)).slice());
    }

    /** One job under way. Its slices follow each other, so its fields need no guard. */
    private final class Run {
        private final String id;
        private final CacheHandle cache;
        private final Warmth warmth;
        private final int keysASlice;
        private int next;
        private int warmed;
        private int slices;

        Run(String id, CacheHandle cache, Warmth warmth, int keysASlice) {
            this.id = id;
            this.cache = cache;
            this.warmth = warmth;
            this.keysASlice = keysASlice;
        }

        void slice() {
            int until = Math.min(warmth.size(), next + keysASlice);
            Multi.createFrom()
                    .iterable(() -> IntStream.range(next, until).iterator())
                    .onItem()
                    .transformToUni(i -> warmth.warm(cache, i).onFailure().recoverWithItem(false))
                    .merge(AT_ONCE)
                    .filter(warm -> warm)
                    .collect()
                    .asList()
                    .subscribe()
                    .with(warm -> sliced(until, warm.size()), this::failed);
        }

        private void sliced(int until, int warm) {
            next = until;
            warmed += warm;
            slices++;
            if (next >= warmth.size()) {
                end("succeeded");
            } else if (slices % SLICES_A_SECOND == 0) {
                jobs.touch(id, next)
                        .onFailure()
                        .recoverWithItem(false)
                        .subscribe()
                        .with(
                                cancelled -> {
                                    if (cancelled) {
                                        end("cancelled");
                                    } else {
                                        pause();
                                    }
                                },
                                this::failed);
            } else {
                pause();
            }
        }

        private void pause() {
            vertx.setTimer(SLICE_MS, timer -> slice());
        }

        private void end(String status) {
            Map<String, Object> result = Map.of("warmed", warmed, "not_warmed", next - warmed);
            jobs.end(id, status, next, result, null)
                    .subscribe()
                    .with(
                            done -> LOG.infof("job ended id=%s status=%s warmed=%d", id, status, warmed),
                            e -> LOG.warnf("job not written down id=%s reason=%s", id, e.getMessage()));
        }

        private void failed(Throwable failure) {
            LOG.errorf(failure, "job failed id=%s", id);
            jobs.end(id, "failed", next, null, "The log has the reason.")
                    .subscribe()
                    .with(done -> {}, e -> LOG.warnf("job not written down id=%s", id));
        }
    }
}
