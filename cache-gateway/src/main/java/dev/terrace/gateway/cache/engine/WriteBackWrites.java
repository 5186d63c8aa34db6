package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.cache.journal.Place;
import dev.terrace.gateway.cache.journal.Unsettled;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the journal: journal, mark with the place, acknowledgement. What has a condition, or counts, is decided at the target, when the key is
 * clean.
 */
final class WriteBackWrites implements Writes {
    private final WriteBack writeBack;
    private final Copies copies;
    private final Scope scope;
    private final Writes atTarget;

    WriteBackWrites(WriteBack writeBack, Copies copies, Scope scope, Writes atTarget) {
        this.writeBack = writeBack;
        this.copies = copies;
        this.scope = scope;
        this.atTarget = atTarget;
    }

    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        return condition == Condition.NONE ? journal(key, value) : atTarget.write(key, value, condition);
    }

    @Override
    public Uni<WriteResult> increment(CacheKey key, Increment increment) {
        return atTarget.increment(key, increment);
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        return condition == Condition.NONE ? journal(key, null) : atTarget.delete(key, condition);
    }

    private Uni<WriteResult> journal(CacheKey key, @Nullable NewValue value) {
        boolean there = known(key);
        return writeBack
                .append(new Journaled.Write(key, value, scope.time().millis()))
                .onItemOrFailure()
                .transformToUni((place, failure) -> failure == null
                        ? mark(key, value, place, !there)
                        : refused(
                                failure instanceof WriteBack.Full full
                                        ? String.valueOf(full.getMessage())
                                        : "the write-back journal is away"));
    }

    /** As far as this node can tell without asking the target. */
    private boolean known(CacheKey key) {
        Unsettled before = writeBack.find(key);
        return before == null
                ? copies.near() != null && copies.near().peek(key) != null
                : before.write().value() != null;
    }

    private Uni<WriteResult> mark(CacheKey key, @Nullable NewValue value, Place place, boolean created) {
        Mark mark = new Mark.Key(key.cache(), key.key(), key.hash(), Position.NONE, place.code());
        return scope.coherence()
                .mark(List.of(mark), scope.spec().strict())
                .<WriteResult>map(marked -> new WriteResult.Done(
                        created && value != null,
                        value == null ? null : Entries.etag(value),
                        WriteResult.Ack.LOG,
                        marked.position()))
                .onFailure(LogAwayException.class)
                .recoverWithUni(() -> refused("the coherence log is away"));
    }

    private static Uni<WriteResult> refused(String detail) {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.UNAVAILABLE, detail));
    }
}
