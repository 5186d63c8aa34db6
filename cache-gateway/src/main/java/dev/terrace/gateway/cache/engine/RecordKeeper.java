package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import io.smallrye.mutiny.Uni;

/** The record tier of a cache without origin. It orders writes by the position of their intents. */
record RecordKeeper(RecordTier record, Entries entries, Counter counter) implements Keeper {
    private static final long HARD_MS = 2000;

    RecordKeeper(RecordTier record, Entries entries) {
        this(record, entries, new Counter(record, entries));
    }

    @Override
    public Uni<Kept> write(CacheKey key, NewValue value, Condition condition, Position version) {
        Entry entry = entries.of(key, value, version, 0);
        if (entry.value().length > record.capabilities().maxValueBytes()) {
            return Uni.createFrom().item(tooLarge());
        }
        return record.write(key, entry, condition)
                .map(RecordKeeper::kept)
                .onFailure()
                .recoverWithItem(this::away);
    }

    @Override
    public Uni<Kept> delete(CacheKey key, Condition condition, Position version) {
        return record.delete(key, condition, version)
                .map(RecordKeeper::kept)
                .onFailure()
                .recoverWithItem(this::away);
    }

    @Override
    public Uni<Kept> increment(CacheKey key, Increment increment, Position version) {
        if (!record.counts()) {
            return Keeper.super.increment(key, increment, version);
        }
        return counter.count(key, increment, version).onFailure().recoverWithItem(this::away);
    }

    private static Kept kept(RecordTier.Outcome outcome) {
        return switch (outcome) {
            case CREATED -> new Kept.Done(true);
            case REPLACED, GONE -> new Kept.Done(false);
            case CONDITION_FAILED -> new Kept.ConditionFailed();
            case SUPERSEDED -> new Kept.Superseded();
            case OVERTAKEN -> new Kept.Overtaken();
            case TOO_LARGE -> tooLarge();
        };
    }

    private static Kept tooLarge() {
        return new Kept.Failed(Refusal.TOO_LARGE, "larger than the record tier takes", false);
    }

    private Kept away(Throwable failure) {
        String detail = "the record is in " + record.name().wireName() + ", which is away";
        return new Kept.Failed(Refusal.UNAVAILABLE, detail, true);
    }

    @Override
    public WriteResult.Ack ack() {
        return record.ack();
    }

    @Override
    public long mayLandMs() {
        return HARD_MS;
    }
}
