package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.guard.Limit;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.Taken;
import dev.terrace.gateway.coherence.local.LocalLease;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;

/** A node's leases over a wire: asked late, answered late; announcements come late or, of a dead node's, never. */
final class SimLease implements Lease {
    private static final long LIMIT_MS = 250;

    private final LocalLease lease;
    private final SimTime time;
    private final Wire wire;

    SimLease(LocalLease lease, SimTime time, Wire wire) {
        this.lease = lease;
        this.time = time;
        this.wire = wire;
    }

    void cut(boolean off) {
        lease.cut(off);
    }

    @Override
    public Uni<Taken> take(CacheKey key, long lengthMs) {
        return Limit.of(time, () -> wire.remote(() -> lease.takeNow(key, lengthMs)), LIMIT_MS)
                .onFailure()
                .recoverWithItem(Taken.Unreachable.NOW);
    }

    @Override
    public Uni<Boolean> renew(Taken.Won held, long lengthMs) {
        return Limit.of(time, () -> wire.remote(() -> lease.renewNow(held, lengthMs)), LIMIT_MS)
                .onFailure()
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> release(Taken.Won held, Announcement.Outcome outcome) {
        return wire.remote(() -> {
            lease.releaseNow(held, outcome);
            return null;
        });
    }

    @Override
    public void listen(Consumer<Announcement> listener) {
        lease.listen(announcement -> time.later(
                () -> {
                    if (!wire.isDead()) {
                        listener.accept(announcement);
                    }
                },
                1000));
    }

    @Override
    public void close() {
        lease.close();
    }
}
