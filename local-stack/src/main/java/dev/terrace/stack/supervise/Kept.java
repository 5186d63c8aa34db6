package dev.terrace.stack.supervise;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.Patience;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one program running. When it ends without being told to, it is started again after a delay that doubles from
 * half a second to half a minute for as long as it ends within a minute of its start (the system property
 * {@code terrace.stack.steady.seconds} says otherwise: runs that kill servers over and over). A stop is final.
 */
public final class Kept {
    private static final Logger LOG = Logger.getLogger(Kept.class.getName());
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofSeconds(Long.getLong("terrace.stack.steady.seconds", 60));
    private final Plan plan;
    private final PidBook book;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("keep").unstarted(task));
    private volatile @Nullable Child child;
    private volatile boolean stopped;
    private volatile long startedNanos;

    public Kept(Plan plan, PidBook book) {
        this.plan = plan;
        this.book = book;
    }

    public String name() {
        return plan.name();
    }

    /** The process that runs now or ran last; -1 before the first start. */
    public long pid() {
        Child last = child;
        return last == null ? -1 : last.pid();
    }

    /**
     * Starts it and returns when it answers.
     *
     * @throws Refusal when it ends before, or the plan's patience is over
     */
    public void start() throws IOException {
        plan.prepare();
        Child.Spec spec = plan.spec();
        Child fresh = launch(spec);
        // One answer is enough: on a busy machine the next question may take too long again.
        boolean settled = Patience.until(plan.patience(), () -> !fresh.alive() || plan.answers(fresh.pid()));
        if (!fresh.alive()) {
            throw new Refusal(plan.name() + " ended while it started: see " + spec.log());
        }
        if (!settled) {
            fresh.stop(Duration.ZERO);
            throw new Refusal(plan.name() + " does not answer on port " + plan.port() + ": see " + spec.log());
        }
        plan.settle();
        fresh.onExit().thenAccept(this::ended);
    }

    /** Ends it politely, with force after 15 s; it stays ended. */
    public void stop() {
        Child running;
        synchronized (this) {
            stopped = true;
            running = child;
        }
        clock.shutdownNow();
        if (running != null) {
            running.stop(STOP);
        }
    }

    private synchronized Child launch(Child.Spec spec) throws IOException {
        if (stopped) {
            throw new Refusal(plan.name() + " was stopped while it started");
        }
        Child fresh = Child.start(spec, book);
        child = fresh;
        startedNanos = System.nanoTime();
        return fresh;
    }

    private void ended(int code) {
        if (stopped) {
            return;
        }
        if (System.nanoTime() - startedNanos > STEADY.toNanos()) {
            backoff.reset();
        }
        Duration delay = backoff.next();
        LOG.warning(() -> "process ended name=" + name() + " code=" + code + " restart_in_ms=" + delay.toMillis());
        try {
            clock.schedule(this::again, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stoppedMeanwhile) {
            LOG.fine("not restarted: stopped");
        }
    }

    private void again() {
        try {
            if (!stopped) {
                start();
                LOG.warning(() -> "process restarted name=" + name() + " pid=" + pid());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "process restart failed name=" + name(), e);
            ended(-1);
        }
    }
}
