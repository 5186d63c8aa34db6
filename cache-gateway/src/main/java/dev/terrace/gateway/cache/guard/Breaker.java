package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one server, shared by all caches that use it. Closed, it counts failures in a row and failures among the calls of the
 * last second; open, nothing is asked, and a probe in the background closes it.
 *
 * <p>It opens after {@value #IN_A_ROW} failures in a row, or when at least {@value #SAMPLE} calls ended within a second and half of them
 * failed. With a time limit of 250 ms a server that hangs is out of the way within a second even when calls come one after the other.
 */
public final class Breaker {
    private static final int IN_A_ROW = 3;
    private static final int SAMPLE = 20;
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final long PROBE_EVERY_MS = 500;

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

    /** A call was answered. */
    void success() {
        synchronized (this) {
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
            if (state != State.CLOSED || !bad) {
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
