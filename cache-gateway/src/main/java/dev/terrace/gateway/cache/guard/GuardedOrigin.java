package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;

/**
 * An origin behind a breaker of its own, for loads: writes say themselves what came of them. {@value #IN_A_ROW} time-outs in a row, or
 * {@value #SAMPLE} loads within a second of which half failed, open it; then loads fail at once, and one a second is let through to find
 * out. One that does not fail closes it.
 */
public final class GuardedOrigin implements Origin {
    private static final int IN_A_ROW = 5;
    private static final int SAMPLE = 20;
    private static final long SECOND = 1_000_000_000L;

    private static final Fetched OPEN =
            new Fetched.Failed(Refusal.UNAVAILABLE, "the origin failed too often; it is asked once a second");

    private final Origin origin;
    private final Time time;
    private volatile boolean open;
    private long tryAt;
    private int row;
    private int ended;
    private int failed;
    private long windowStart;

    /** Guards an origin. */
    public GuardedOrigin(Origin origin, Time time) {
        this.origin = origin;
        this.time = time;
        this.windowStart = time.nanos();
    }

    @Override
    public Uni<Fetched> fetch(CacheKey key) {
        if (open && !mayTry()) {
            return Uni.createFrom().item(OPEN);
        }
        return origin.fetch(key).invoke(this::ended);
    }

    private synchronized boolean mayTry() {
        long now = time.nanos();
        if (open && now - tryAt < 0) {
            return false;
        }
        tryAt = now + SECOND;
        return true;
    }

    private synchronized void ended(Fetched fetched) {
        long now = time.nanos();
        if (now - windowStart > SECOND) {
            windowStart = now;
            ended = 0;
            failed = 0;
        }
        ended++;
        if (!(fetched instanceof Fetched.Failed failure)) {
            row = 0;
            answered();
            return;
        }
        failed++;
        row = failure.why() == Refusal.ORIGIN_TIMEOUT ? row + 1 : 0;
        if (!open && (row >= IN_A_ROW || (ended >= SAMPLE && failed * 2 >= ended))) {
            open = true;
            tryAt = now + SECOND;
        }
    }

    private void answered() {
        if (open) {
            open = false;
            ended = 0;
            failed = 0;
        }
    }

    @Override
    public boolean writable() {
        return origin.writable();
    }

    @Override
    public boolean conditional() {
        return origin.conditional();
    }

    @Override
    public long softTimeoutMs() {
        return origin.softTimeoutMs();
    }

    @Override
    public long hardTimeoutMs() {
        return origin.hardTimeoutMs();
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition) {
        return origin.write(key, value, condition);
    }

    @Override
    public Uni<Written> delete(CacheKey key, Condition condition) {
        return origin.delete(key, condition);
    }

    @Override
    public Uni<Written> write(CacheKey key, NewValue value, Condition condition, String version) {
        return origin.write(key, value, condition, version);
    }

    @Override
    public Uni<Written> increment(CacheKey key, Increment increment) {
        return origin.increment(key, increment);
    }

    @Override
    public Uni<Validator> validator(CacheKey key) {
        return origin.validator(key);
    }

    /** Asks even when the breaker is open. */
    @Override
    public Uni<String> probe() {
        return origin.probe();
    }

    @Override
    public void close() {
        origin.close();
    }
}
