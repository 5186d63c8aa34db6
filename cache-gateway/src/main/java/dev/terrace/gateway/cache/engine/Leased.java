package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.lease.Lease;
import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;

/**
 * The origin behind leases: of all nodes one loads a key, the others wait for it and look in the shared tiers (docs/adr/0004-herd.md).
 * Without a lease, and one a node: while the lease store is away, when no shared tier can be reached, for keys that no tier holds, and
 * for readers that asked for the origin.
 */
final class Leased implements Source {
    private static final long UNSHARED_NANOS = 10_000_000_000L;

    final OriginSource origin;
    final Source look;
    final Scope scope;
    final Lease lease;
    final Waiters waiters;
    final LoadTimes times = new LoadTimes();
    private final BooleanSupplier shared;
    private final Recent unshared = new Recent();

    /**
     * Leases for one cache.
     *
     * @param look the shared tiers over nothing
     * @param shared whether a tier that other nodes see can be reached
     */
    Leased(OriginSource origin, Source look, Scope scope, Herding herding, BooleanSupplier shared) {
        this.origin = origin;
        this.look = look;
        this.scope = scope;
        this.lease = herding.lease();
        this.waiters = herding.waiters();
        this.shared = shared;
    }

    /** What a node has of it, for all caches. */
    record Herding(Lease lease, Waiters waiters) {}

    @Override
    public Uni<Loaded> load(Read read) {
        if (read.options.noCache() || read.options.onlyIfCached() || alone(read)) {
            return origin.load(read);
        }
        return Uni.createFrom().emitter(caller -> new Turn(this, read, caller::complete).begin());
    }

    /** Whether a lease could not be had, or would be of no use. */
    boolean alone(Read read) {
        return scope.coherence().away()
                || !shared.getAsBoolean()
                || unshared.within(read.key.hash(), scope.time().nanos(), UNSHARED_NANOS);
    }

    void unshared(Read read) {
        unshared.note(read.key.hash(), scope.time().nanos());
    }
}
