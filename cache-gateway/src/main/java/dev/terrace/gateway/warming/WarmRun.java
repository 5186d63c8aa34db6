package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.cache.Warmed.Outcome;
import dev.terrace.kit.problem.Problem;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One warming job under way. Keys begin as the pace allows and fewer than so many are unfinished; whichever thread finishes one goes on,
 * and only one thread is in {@link #step} at a time. Progress is written each second, and a wish to cancel is heard then: nothing begins
 * after it. A job that was given up by others because this node was taken for dead stops in the same way.
 */
final class WarmRun {
    private static final Logger LOG = Logger.getLogger(WarmRun.class);
    private static final long BEAT_MS = 1000;

    private final String id;
    private final Filling cache;
    private final Jobs jobs;
    private final Time time;
    private final Runnable ended;
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Map<Outcome, AtomicInteger> counts = new EnumMap<>(Outcome.class);
    private Warmth warmth = new Warmth.Loaded(java.util.List.of(), null);
    private Pace pace = new Pace(1, 0);
    private int atOnce = 1;
    private int next;
    private volatile boolean waiting;
    private boolean over;
    private volatile boolean cancelled;
    private final AtomicBoolean quiet = new AtomicBoolean();

    WarmRun(String id, Filling cache, Jobs jobs, Time time, Runnable ended) {
        this.id = id;
        this.cache = cache;
        this.jobs = jobs;
        this.time = time;
        this.ended = ended;
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new AtomicInteger());
        }
        time.after(BEAT_MS, this::beat);
    }

    void start(Warmth what, int perSecond, int concurrency) {
        warmth = what;
        pace = new Pace(perSecond, time.nanos());
        atOnce = concurrency;
        pump();
    }

    private void pump() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        while (!over) {
            if (cancelled || next >= warmth.size()) {
                if (unfinished.get() == 0) {
                    over = true;
                    end(cancelled ? "cancelled" : "succeeded", null);
                }
                return;
            }
            if (unfinished.get() >= atOnce || waiting) {
                return;
            }
            if (!pace.take(time.nanos())) {
                waiting = true;
                time.after(pace.waitMs(), this::waited);
                return;
            }
            begin(next++);
        }
    }

    private void waited() {
        waiting = false;
        pump();
    }

    private void begin(int index) {
        unfinished.incrementAndGet();
        warmth.warm(cache, index).subscribe().with(this::warmed, failure -> {
            LOG.warnf("key not warmed id=%s reason=%s", id, failure.getMessage());
            warmed(Warmed.REFUSED);
        });
    }

    private void warmed(Warmed result) {
        count(result.outcome()).incrementAndGet();
        unfinished.decrementAndGet();
        pump();
    }

    private AtomicInteger count(Outcome outcome) {
        return java.util.Objects.requireNonNull(counts.get(outcome));
    }

    private int done() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void beat() {
        if (quiet.get()) {
            return;
        }
        jobs.touch(id, done(), warmth.size())
                .onFailure()
                .recoverWithItem(false)
                .subscribe()
                .with(stop -> {
                    if (stop) {
                        cancelled = true;
                        pump();
                    }
                    if (!quiet.get()) {
                        time.after(BEAT_MS, this::beat);
                    }
                });
    }

    private void end(String status, @Nullable String error) {
        if (!quiet.compareAndSet(false, true)) {
            return;
        }
        ended.run();
        int warm = count(Outcome.WARM).get() + count(Outcome.ALREADY).get();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("warmed", warm);
        result.put("not_warmed", done() - warm);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.WARM) {
                result.put(
                        outcome.name().toLowerCase(Locale.ROOT), count(outcome).get());
            }
        }
        jobs.end(new Jobs.Ending(id, status, done(), warmth.size(), error == null ? result : null, error))
                .subscribe()
                .with(
                        written -> LOG.infof("job ended id=%s status=%s warmed=%d", id, status, warm),
                        e -> LOG.warnf("job not written down id=%s reason=%s", id, e.getMessage()));
    }

    /** Its source could not be asked. */
    void failed(Throwable failure) {
        if (failure instanceof Problem problem) {
            end("failed", problem.detail());
        } else {
            LOG.errorf(failure, "job failed id=%s", id);
            end("failed", "The log has the reason.");
        }
    }
}
