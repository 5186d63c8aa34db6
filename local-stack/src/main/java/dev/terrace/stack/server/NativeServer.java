package dev.terrace.stack.server;

import dev.terrace.stack.host.Child;
import dev.terrace.stack.host.Patience;
import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A server that is a program of its own. When it ends without being told to, it is started again after a delay that
 * doubles from {@value #FIRST_DELAY_MS} ms to {@value #LONGEST_DELAY_MS} ms while it keeps ending within a minute.
 */
final class NativeServer implements Server {
    private static final Logger LOG = Logger.getLogger(NativeServer.class.getName());
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long FIRST_DELAY_MS = 500;
    private static final long LONGEST_DELAY_MS = 30_000;
    private static final long STEADY_NANOS = Duration.ofMinutes(1).toNanos();
    private final Plan plan;
    private final PidBook book;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread thread = new Thread(r, "restart");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Child child;
    private volatile boolean stopping;
    private long delay = FIRST_DELAY_MS;
    private long started;

    /** What makes one program this server. */
    interface Plan {
        String name();

        int port();

        /** Makes what must be on disk before the start; called before each start. */
        void prepare() throws IOException;

        Child.Spec spec() throws IOException;

        /** Whether the running process answers its protocol. */
        boolean answers(long pid);

        /** Called once after each start when it answers. */
        default void settle() {}

        Map<String, String> environment();
    }

    NativeServer(Plan plan, PidBook book) {
        this.plan = plan;
        this.book = book;
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public int port() {
        return plan.port();
    }

    @Override
    public void start() throws IOException {
        stopping = false;
        launch();
    }

    @Override
    public void stop() {
        stopping = true;
        clock.shutdownNow();
        Child running = child;
        if (running != null) {
            running.stop(STOP);
        }
    }

    @Override
    public long pid() {
        Child running = child;
        return running == null ? -1 : running.pid();
    }

    @Override
    public Map<String, String> environment() {
        return plan.environment();
    }

    private void launch() throws IOException {
        plan.prepare();
        Child.Spec spec = plan.spec();
        Child fresh = Child.start(spec, book);
        child = fresh;
        started = System.nanoTime();
        Patience.until(READY, () -> !fresh.alive() || plan.answers(fresh.pid()));
        if (!fresh.alive() || !plan.answers(fresh.pid())) {
            fresh.stop(Duration.ZERO);
            throw new Refusal(plan.name() + " did not start on port " + plan.port() + ": see " + spec.log());
        }
        plan.settle();
        fresh.onExit().thenAccept(this::ended);
    }

    private void ended(int code) {
        if (stopping) {
            return;
        }
        delay = System.nanoTime() - started > STEADY_NANOS ? FIRST_DELAY_MS : Math.min(delay, LONGEST_DELAY_MS);
        LOG.warning(() -> "server ended server=" + plan.name() + " code=" + code + " restart_in_ms=" + delay);
        clock.schedule(this::again, delay, TimeUnit.MILLISECONDS);
        delay *= 2;
    }

    private void again() {
        try {
            if (!stopping) {
                launch();
                LOG.info(() -> "server restarted server=" + plan.name());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "server restart failed server=" + plan.name(), e);
            ended(-1);
        }
    }
}
