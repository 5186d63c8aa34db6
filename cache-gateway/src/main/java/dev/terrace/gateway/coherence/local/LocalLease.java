package dev.terrace.gateway.coherence.local;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.Taken;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node's end of {@link LocalLeases}. It can be cut off, as a network does. */
public final class LocalLease implements Lease {
    private final LocalLeases leases;
    private final Time time;
    private final Executor executor;
    private volatile boolean cut;
    private @Nullable Consumer<Announcement> told;

    /** A node's end; the executor delivers announcements. */
    public LocalLease(LocalLeases leases, Time time, Executor executor) {
        this.leases = leases;
        this.time = time;
        this.executor = executor;
    }

    /** Cuts the node off, or joins it again. */
    public void cut(boolean off) {
        cut = off;
    }

    @Override
    public Uni<Taken> take(CacheKey key, long lengthMs) {
        return Uni.createFrom().item(() -> takeNow(key, lengthMs));
    }

    @Override
    public Uni<Boolean> renew(Taken.Won held, long lengthMs) {
        return Uni.createFrom().item(() -> renewNow(held, lengthMs));
    }

    @Override
    public Uni<Void> release(Taken.Won held, Announcement.Outcome outcome) {
        return Uni.createFrom().item(() -> {
            releaseNow(held, outcome);
            return null;
        });
    }

    /** Asks at once. */
    public Taken takeNow(CacheKey key, long lengthMs) {
        return cut ? Taken.Unreachable.NOW : leases.take(key, lengthMs, time.nanos());
    }

    /** Keeps it at once. */
    public boolean renewNow(Taken.Won held, long lengthMs) {
        return !cut && leases.renew(held, lengthMs, time.nanos());
    }

    /** Ends it at once. */
    public void releaseNow(Taken.Won held, Announcement.Outcome outcome) {
        if (!cut) {
            leases.release(held, outcome, time.nanos());
        }
    }

    @Override
    public void listen(Consumer<Announcement> listener) {
        Consumer<Announcement> delivered = announcement -> {
            if (!cut) {
                executor.execute(() -> listener.accept(announcement));
            }
        };
        told = delivered;
        leases.listen(delivered);
    }

    @Override
    public void close() {
        if (told != null) {
            leases.gone(told);
        }
    }
}
