package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.Taken;
import io.smallrye.mutiny.Uni;
import java.util.function.Consumer;

/** Leases that cannot be had: each node loads by itself, so that a schedule decides alone which load is held where. */
final class NoLease implements Lease {
    @Override
    public Uni<Taken> take(CacheKey key, long lengthMs) {
        return Uni.createFrom().item(Taken.Unreachable.NOW);
    }

    @Override
    public Uni<Boolean> renew(Taken.Won held, long lengthMs) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Void> release(Taken.Won held, Announcement.Outcome outcome) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public void listen(Consumer<Announcement> listener) {}

    @Override
    public void close() {}
}
