package dev.terrace.gateway.cache.guard;

import dev.terrace.gateway.cache.Blobs;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** A record tier behind its server's breaker. */
public final class GuardedRecord extends Guarded implements RecordTier {
    private static final long BULK_MS = 30_000;

    private final RecordTier tier;

    /** Guards a record tier. */
    public GuardedRecord(RecordTier tier, Breaker breaker, Time time) {
        super(tier, breaker, Limits.RECORD, time);
        this.tier = tier;
    }

    @Override
    public Uni<Outcome> write(CacheKey key, Entry entry, Condition condition) {
        return call(() -> tier.write(key, entry, condition), writeMs());
    }

    @Override
    public Uni<Outcome> delete(CacheKey key, Condition condition, Position position) {
        return call(() -> tier.delete(key, condition, position), writeMs());
    }

    @Override
    public boolean counts() {
        return tier.counts();
    }

    @Override
    public Uni<Swapped> swap(CacheKey key, @Nullable Entry seen, Entry next, Increment increment, long count) {
        return call(() -> tier.swap(key, seen, next, increment, count), writeMs());
    }

    @Override
    public Uni<Swapped> remembered(CacheKey key, Increment increment) {
        return call(() -> tier.remembered(key, increment), writeMs());
    }

    @Override
    public Uni<Long> deleteAll(Selector selector, Position position) {
        return call(() -> tier.deleteAll(selector, position), BULK_MS);
    }

    @Override
    public Uni<Long> count(Selector selector) {
        return call(() -> tier.count(selector), writeMs());
    }

    @Override
    public @Nullable Blobs blobs() {
        return tier.blobs();
    }

    @Override
    public WriteResult.Ack ack() {
        return tier.ack();
    }
}
