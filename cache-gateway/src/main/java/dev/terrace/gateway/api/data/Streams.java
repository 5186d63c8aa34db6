package dev.terrace.gateway.api.data;

import dev.terrace.kit.problem.Kind;
import dev.terrace.kit.problem.Problem;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

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

    /**
     * Lets a body come, in one of the places.
     *
     * @param moved bytes that have got on, so far
     * @param stuck is run when they have been the same for as long as that may be, at twice that at the latest
     * @return what ends it; once or more often
     * @throws Problem 503 when all places are taken
     */
    Runnable up(Exchange exchange, LongSupplier moved, Runnable stuck) {
        return new Passage(exchange.vertx, take(up), moved, stuck)::end;
    }

    /** The same for an answer. */
    Runnable down(Exchange exchange, LongSupplier moved, Runnable stuck) {
        return new Passage(exchange.vertx, take(down), moved, stuck)::end;
    }

    private AtomicInteger take(AtomicInteger in) {
        in.incrementAndGet();
        if (up.get() + down.get() > max) {
            in.decrementAndGet();
            refused.incrementAndGet();
            throw Problem.of(Kind.UNAVAILABLE, "Too many large values are on their way at once.")
                    .retryAfter(1);
        }
        return in;
    }

    /** One on its way, on its event loop. */
    private final class Passage {
        private final Vertx vertx;
        private final AtomicInteger in;
        private final LongSupplier moved;
        private final Runnable stuck;
        private final long timer;
        private long seen = -1;
        private boolean open = true;

        Passage(Vertx vertx, AtomicInteger in, LongSupplier moved, Runnable stuck) {
            this.vertx = vertx;
            this.in = in;
            this.moved = moved;
            this.stuck = stuck;
            this.timer = vertx.setPeriodic(idleMs, id -> look());
        }

        private void look() {
            long now = moved.getAsLong();
            if (now == seen) {
                stuck.run();
            }
            seen = now;
        }

        synchronized void end() {
            if (open) {
                open = false;
                vertx.cancelTimer(timer);
                in.decrementAndGet();
            }
        }
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
