package dev.terrace.gateway.warming;

import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.Warmed.Outcome;
import dev.terrace.kit.problem.Problem;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is: written each second, and then a wish to cancel is heard. A job that was given up by others because this node was taken for
 * dead is cancelled in the same way. It ends once, whoever ends it first. Safe for many threads.
 */
public final class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final long BEAT_MS = 1000;

    private final String id;
    private final Around around;
    private final Runnable ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<Outcome, AtomicInteger> counts = new EnumMap<>(Outcome.class);
    private final AtomicLong bytes = new AtomicLong();
    private volatile int total;
    private volatile boolean cancelled;
    private volatile Runnable stopped = () -> {};

    /** Where jobs are kept, time, and the node's figures. */
    public record Around(Jobs jobs, Time time, Figures figures) {}

    /** Of a job that is written down as running; {@code ended} is run once. */
    public Progress(String id, Around around, Runnable ended) {
        this.id = id;
        this.around = around;
        this.ended = ended;
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new AtomicInteger());
        }
        around.time().after(BEAT_MS, this::beat);
    }

    /** The job. */
    public String id() {
        return id;
    }

    /** Whoever runs it is to be told when it is cancelled. */
    void onCancel(Runnable told) {
        stopped = told;
    }

    /** How many keys it will be. */
    public void total(int keys) {
        total = keys;
    }

    /** A key was dealt with. */
    public void count(Outcome outcome) {
        counter(outcome).incrementAndGet();
        around.figures().count(outcome);
    }

    /** Bytes came from another gateway. */
    public void taken(long more) {
        bytes.addAndGet(more);
        around.figures().taken(more);
    }

    /** Whether nothing more is to begin. */
    public boolean cancelled() {
        return cancelled;
    }

    private AtomicInteger counter(Outcome outcome) {
        return Objects.requireNonNull(counts.get(outcome));
    }

    private int done() {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void beat() {
        if (over.get()) {
            return;
        }
        around.jobs()
                .touch(id, done(), total)
                .onFailure()
                .recoverWithItem(false)
                .subscribe()
                .with(stop -> {
                    if (stop) {
                        cancelled = true;
                        stopped.run();
                    }
                    if (!over.get()) {
                        around.time().after(BEAT_MS, this::beat);
                    }
                });
    }

    /** Nothing more will come: it was cancelled, or did what it could. */
    public void end() {
        end(cancelled ? "cancelled" : "succeeded", null);
    }

    private void end(String status, @Nullable String error) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        ended.run();
        int warm = counter(Outcome.WARM).get() + counter(Outcome.ALREADY).get();
        Jobs.Ending ending = new Jobs.Ending(id, status, done(), total, error == null ? result(warm) : null, error);
        around.jobs()
                .end(ending)
                .subscribe()
                .with(
                        written -> LOG.infof("job ended id=%s status=%s warmed=%d", id, status, warm),
                        e -> LOG.warnf("job not written down id=%s reason=%s", id, e.getMessage()));
    }

    private Map<String, Object> result(int warm) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("warmed", warm);
        result.put("not_warmed", done() - warm);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.WARM) {
                result.put(
                        outcome.name().toLowerCase(Locale.ROOT),
                        counter(outcome).get());
            }
        }
        if (bytes.get() > 0) {
            result.put("bytes", bytes.get());
        }
        return result;
    }

    /** Its source could not be asked. */
    public void failed(Throwable failure) {
        if (failure instanceof Problem problem) {
            end("failed", problem.detail());
        } else {
            LOG.errorf(failure, "job failed id=%s", id);
            end("failed", "The log has the reason.");
        }
    }
}
