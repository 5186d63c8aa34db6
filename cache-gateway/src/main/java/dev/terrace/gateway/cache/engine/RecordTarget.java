package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;

/** The record tier as the target of flushes: it orders them by the positions of their intents. */
record RecordTarget(Keeper keeper, Scope scope) implements FlushTarget {
    private static final Seen ANY = new Seen.There(Condition.NONE, false);

    @Override
    public Uni<Seen> look(CacheKey key) {
        return Uni.createFrom().item(ANY);
    }

    /** The time to live counts from the write, not from its flush. */
    @Override
    public Uni<Landed> carry(Unsettled write, Position version, Seen.There seen) {
        CacheKey key = write.write().key();
        NewValue value = write.write().value();
        if (value == null) {
            return keeper.delete(key, Condition.NONE, version).map(RecordTarget::landed);
        }
        long spent = scope.time().millis() - write.write().atMs();
        Long ttl = value.ttlMs() == null ? null : Long.valueOf(Math.max(1, value.ttlMs() - Math.max(0, spent)));
        NewValue left = value.lasting(ttl);
        return keeper.write(key, left, Condition.NONE, version).map(RecordTarget::landed);
    }

    private static Landed landed(Keeper.Kept kept) {
        if (kept instanceof Keeper.Kept.Done) {
            return new Landed.Done(null);
        }
        if (kept instanceof Keeper.Kept.Failed failed) {
            return failed.why() == Refusal.UNAVAILABLE
                    ? new Landed.Away(failed.detail())
                    : new Landed.Refused(failed.detail());
        }
        return new Landed.Again();
    }

    @Override
    public boolean record() {
        return true;
    }

    @Override
    public long mayLandMs() {
        return keeper.mayLandMs();
    }
}
