package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one server, shared by all caches that use it. Closed, it counts failures in a row and failures among the calls of the
 * last second; open, nothing is asked, and a probe in the background closes it.
 *
 * <p>It opens after {@value #IN_A_ROW} failures in a row, or when at least {@value #SAMPLE} calls ended within a second and half of them
 * failed. With a time limit of 250 ms a server that hangs is out of the way within a second even when calls come one after the other.
 *
 * <p>Calls with a longer limit would tell of a server that hangs too late. So while calls are in flight and none is answered for
 * {@value #SILENT_MS} ms, the server is asked for a sign of life: without one within {@value #SIGN_MS} ms it hangs, and the breaker opens; a
 * server that is merely slow gives the sign.
 */
public final class Breaker {
    private static final int IN_A_ROW = 3;
    private static final int SAMPLE = 20;
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final long PROBE_EVERY_MS = 500;
    private static final long SILENT_MS = 200;
    private static final long SIGN_MS = 400;

    /** Where it stands. */
    public enum State {
        CLOSED("closed"),
        OPEN("open"),
        HALF_OPEN("half_open");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As on the wire. */
        public String word() {
            return word;
        }
    }

    private final Time time;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    /** Grows with every answer; written under the lock. */
    private volatile int answers;

    private final Runnable onClose;
    private volatile State state = State.CLOSED;
    private @Nullable Supplier<Uni<?>> probe;
    private int row;
    private int failed;
    private int ended;
    private long windowStart;

    /** A closed breaker; {@code onClose} runs each time that it closes again. */
    public Breaker(Time time, Runnable onClose) {
        this.time = time;
        this.onClose = onClose;
        this.windowStart = time.nanos();
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Calls in flight. */
    public AtomicInteger inFlight() {
        return inFlight;
    }

    /** A call begins; {@code probe} as for {@link #failure}. */
    void begins(Supplier<Uni<?>> probe) {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            watch(probe);
        }
    }

    private void watch(Supplier<Uni<?>> probe) {
        int before = answers;
        time.after(SILENT_MS, () -> {
            if (inFlight.get() == 0 || state != State.CLOSED) {
                unwatch(probe);
            } else if (answers != before) {
                watch(probe);
            } else {
                askForSign(probe, before);
            }
        });
    }

    private void unwatch(Supplier<Uni<?>> probe) {
        watched.set(false);
        // A call that began just now may have seen that it was watched.
        if (inFlight.get() > 0 && state == State.CLOSED) {
            begins(probe);
        }
    }

    private void askForSign(Supplier<Uni<?>> probe, int before) {
        Limit.of(time, probe, SIGN_MS).subscribe().with(sign -> watch(probe), none -> {
            if (answers == before) {
                open(probe);
            }
            watch(probe);
        });
    }

    /** A call was answered. */
    void success() {
        synchronized (this) {
            answers++;
            if (row == 0 && failed == 0) {
                return;
            }
            row = 0;
            count(0);
        }
    }

    /** A call failed or took too long; {@code probe} is how to find out that the server is back. */
    void failure(Supplier<Uni<?>> probe) {
        synchronized (this) {
            row++;
            count(1);
            boolean bad = row >= IN_A_ROW || ended >= SAMPLE && failed * 2 >= ended;
            if (!bad) {
                return;
            }
        }
        open(probe);
    }

    private void open(Supplier<Uni<?>> probe) {
        synchronized (this) {
            if (state != State.CLOSED) {
                return;
            }
            this.probe = probe;
            state = State.OPEN;
        }
        time.after(PROBE_EVERY_MS, this::probe);
    }

    private void count(int failures) {
        long now = time.nanos();
        if (now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            ended = 0;
            failed = 0;
        }
        ended++;
        failed += failures;
    }

    private void probe() {
        Supplier<Uni<?>> way;
        synchronized (this) {
            state = State.HALF_OPEN;
            way = probe;
        }
        if (way == null) {
            close();
            return;
        }
        Limit.of(time, way, PROBE_EVERY_MS).subscribe().with(answered -> close(), failure -> reopen());
    }

    private void reopen() {
        state = State.OPEN;
        time.after(PROBE_EVERY_MS, this::probe);
    }

    private void close() {
        synchronized (this) {
            row = 0;
            failed = 0;
            ended = 0;
            windowStart = time.nanos();
            state = State.CLOSED;
        }
        onClose.run();
    }
}
