package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import io.smallrye.mutiny.Uni;

/** A process' tier over a {@link MapStore} that outlives it: what was there before is absent until marks were applied or it was renewed. */
final class MapFiles extends MapTier implements LocalTier {
    private boolean proven;

    MapFiles(MapStore store, Wire wire) {
        super(TierName.FILE_SYSTEM, store, wire);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(1 << 20, false, true, false, false);
    }

    @Override
    Lookup look(CacheKey key) {
        return proven ? super.look(key) : new Lookup.Absent(Ticket.NONE);
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return super.renew(generation).invoke(() -> proven = true);
    }

    @Override
    public Uni<Position> applied() {
        return call(() -> store.applied);
    }

    @Override
    public Uni<Void> applied(Position upTo) {
        return call(() -> {
            store.applied = store.applied.before(upTo) ? upTo : store.applied;
            proven = true;
            return null;
        });
    }
}
