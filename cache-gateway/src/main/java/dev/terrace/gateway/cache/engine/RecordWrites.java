package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.engine.Keeper.Kept;
import dev.terrace.gateway.cache.view.Appended;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes where there is a record: intent, record, mark, copies, acknowledgement (docs/adr/0001-coherence.md). Copies are stored only when
 * the log says that nothing else happened to the key in between.
 */
final class RecordWrites implements Writes {
    private static final long SETTLE_MS = 500;
    private static final long MARGIN_MS = 3000;

    private final Keeper keeper;
    private final Copies copies;
    private final Scope scope;
    private final Entries entries;
    private final boolean storing;

    /** {@code storing}: whether copies get the new value (write_through) or are only removed (write_around). */
    RecordWrites(Keeper keeper, Copies copies, Scope scope, Entries entries, boolean storing) {
        this.keeper = keeper;
        this.copies = copies;
        this.scope = scope;
        this.entries = entries;
        this.storing = storing;
    }

    /** A write on its way: {@code value} is null for a delete, {@code intent} is 0 without the log. */
    private record Job(CacheKey key, @Nullable NewValue value, long intent, List<@Nullable Ticket> tickets) {}

    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        return run(key, value, version -> keeper.write(key, value, condition, version));
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        return run(key, null, version -> keeper.delete(key, condition, version));
    }

    private Uni<WriteResult> run(CacheKey key, @Nullable NewValue value, Function<Position, Uni<Kept>> keep) {
        Mark intent = new Mark.Intent(key.cache(), key.key(), key.hash(), keeper.mayLandMs() + MARGIN_MS);
        Uni<@Nullable Position> intended = scope.coherence()
                .append(List.of(intent))
                .map(Marked::position)
                .onFailure()
                .recoverWithNull();
        Uni<List<@Nullable Ticket>> tickets =
                value == null || !storing ? Uni.createFrom().item(List.of()) : copies.tickets(key);
        return tickets.flatMap(given -> intended.flatMap(at -> {
            if (at == null && scope.spec().strict()) {
                return logAway();
            }
            Job job = new Job(key, value, at == null ? 0 : at.offset(), given);
            return keep.apply(at == null ? scope.view().position() : at).flatMap(kept -> mark(job, kept));
        }));
    }

    private Uni<WriteResult> mark(Job job, Kept kept) {
        boolean open = kept instanceof Kept.Failed failed && failed.open();
        return scope.coherence()
                .mark(
                        List.of(Coherence.mark(job.key, open ? 0 : job.intent)),
                        scope.spec().strict())
                .flatMap(marked -> finish(job, kept, marked))
                .onFailure(LogAwayException.class)
                .recoverWithUni(RecordWrites::logAway);
    }

    private static Uni<WriteResult> logAway() {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.UNAVAILABLE, "the coherence log is away"));
    }

    private Uni<WriteResult> finish(Job job, Kept kept, Marked marked) {
        return switch (kept) {
            case Kept.Failed failed -> result(new WriteResult.Refused(failed.why(), failed.detail()));
            case Kept.ConditionFailed failed -> result(new WriteResult.ConditionFailed());
            case Kept.Done done ->
                undoneByWider(job, marked)
                        .flatMap(undone -> copy(job, marked, undone))
                        .map(stored -> new WriteResult.Done(
                                done.created(),
                                job.value == null ? null : Entries.etag(job.value),
                                keeper.ack(),
                                marked.position()));
        };
    }

    private static Uni<WriteResult> result(WriteResult result) {
        return Uni.createFrom().item(result);
    }

    /** Stores the value as copies, or removes the key from them. */
    private Uni<Void> copy(Job job, Marked marked, boolean undone) {
        boolean alone = !marked.waiting() && !marked.appended().get(0).others() && job.intent > 0;
        if (job.value == null || !storing || undone || !alone) {
            return copies.remove(job.key, marked.local());
        }
        Entry entry = entries.of(job.key, job.value, marked.local(), 0);
        return copies.store(job.key, entry, job.tickets).replaceWithVoid();
    }

    /**
     * A tag, pattern or all that was appended between intent and mark and covers the new value: then the write counts as done before it,
     * and a record that is no origin is deleted again.
     */
    private Uni<Boolean> undoneByWider(Job job, Marked marked) {
        if (job.value == null || marked.waiting() || job.intent == 0) {
            return Uni.createFrom().item(false);
        }
        Appended mark = marked.appended().get(0);
        if (mark.wide() <= job.intent) {
            return Uni.createFrom().item(false);
        }
        Position at = mark.position();
        return scope.coherence().reached(at, SETTLE_MS).flatMap(reached -> {
            Entry written = entries.of(job.key, job.value, new Position(at.epoch(), job.intent), 0);
            if (scope.view().uncoveredByWide(job.key, written)) {
                return Uni.createFrom().item(!reached);
            }
            return keeper instanceof RecordKeeper
                    ? keeper.delete(job.key, Condition.NONE, written.asOf()).replaceWith(true)
                    : Uni.createFrom().item(true);
        });
    }
}
