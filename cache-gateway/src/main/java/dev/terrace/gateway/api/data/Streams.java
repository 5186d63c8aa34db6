package dev.terrace.gateway.api.data;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Large values on their way: bounded, since each holds chunks in memory. */
public final class Streams {
    private final int max;
    private final long idleMs;
    private final AtomicInteger up = new AtomicInteger();
    private final AtomicInteger down = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    Streams(int max, long idleMs) {
        this.max = max;
        this.idleMs = idleMs;
    }

    /** A place that is given back once, however often it is closed. */
    final class Place {
        private final AtomicInteger in;
        private boolean open = true;

        private Place(AtomicInteger in) {
            this.in = in;
        }

        synchronized void close() {
            if (open) {
                open = false;
                in.decrementAndGet();
            }
        }
    }

    /**
     * A place for a body that comes.
     *
     * @throws Problem 503 when all are taken
     */
    Place up() {
        return take(up);
    }

    /** The same for an answer. */
    Place down() {
        return take(down);
    }

    private Place take(AtomicInteger in) {
        in.incrementAndGet();
        if (up.get() + down.get() > max) {
            in.decrementAndGet();
            refused.incrementAndGet();
            throw Problem.of(Kind.UNAVAILABLE, "Too many large values are on their way at once.")
                    .retryAfter(1);
        }
        return new Place(in);
    }

    /** Milliseconds after which one that does not get on is cut off. */
    long idleMs() {
        return idleMs;
    }

    /** Bodies that come. */
    public int coming() {
        return up.get();
    }

    /** Answers that go. */
    public int going() {
        return down.get();
    }

    /** Requests that were refused for want of a place. */
    public long refused() {
        return refused.get();
    }
}
