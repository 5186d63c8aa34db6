package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Increment;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.engine.Keeper.Held;
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
    private static final int TRIES = 8;

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

    /** What is to be done: {@code value} is null for a delete; {@code fills}: there will be a value; {@code tries} left when overtaken. */
    private record Work(
            CacheKey key, @Nullable NewValue value, boolean fills, int tries, Function<Position, Uni<Kept>> keep) {}

    /** A write on its way: {@code intent} is {@link Position#NONE} without the log. */
    private record Job(
            Work work,
            CacheKey key,
            @Nullable NewValue value,
            @Nullable Held held,
            Position intent,
            List<@Nullable Ticket> tickets) {
        /** With what the record holds now, where it said so. */
        Job with(Kept kept) {
            Held there = kept instanceof Kept.Done done ? done.held() : null;
            return there == null ? this : new Job(work, key, there.value(), there, intent, tickets);
        }

        @Nullable
        String version() {
            return held == null ? null : held.version();
        }
    }

    @Override
    public Uni<WriteResult> write(CacheKey key, NewValue value, Condition condition) {
        return run(new Work(key, value, true, TRIES, version -> keeper.write(key, value, condition, version)));
    }

    @Override
    public Uni<WriteResult> delete(CacheKey key, Condition condition) {
        return run(new Work(key, null, false, TRIES, version -> keeper.delete(key, condition, version)));
    }

    @Override
    public Uni<WriteResult> increment(CacheKey key, Increment increment) {
        return run(new Work(key, null, true, TRIES, version -> keeper.increment(key, increment, version)));
    }

    private Uni<WriteResult> run(Work work) {
        CacheKey key = work.key;
        Mark intent = new Mark.Intent(key.cache(), key.key(), key.hash(), keeper.mayLandMs() + MARGIN_MS);
        Uni<@Nullable Position> intended = scope.coherence()
                .append(List.of(intent))
                .map(Marked::position)
                .onFailure()
                .recoverWithNull();
        Uni<List<@Nullable Ticket>> tickets =
                work.fills && storing ? copies.tickets(key) : Uni.createFrom().item(List.of());
        return tickets.flatMap(given -> intended.flatMap(at -> {
            if (at == null && scope.spec().strict()) {
                return logAway();
            }
            Job job = new Job(work, key, work.value, null, at == null ? Position.NONE : at, given);
            return work.keep
                    .apply(at == null ? scope.view().position() : at)
                    .flatMap(kept -> mark(job.with(kept), kept));
        }));
    }

    private Uni<WriteResult> mark(Job job, Kept kept) {
        boolean open = kept instanceof Kept.Failed failed && failed.open();
        if (open) {
            scope.time().after(keeper.mayLandMs() + MARGIN_MS, () -> markOnceMore(job));
        }
        return scope.coherence()
                .mark(
                        List.of(Coherence.mark(job.key, open ? Position.NONE : job.intent)),
                        scope.spec().strict())
                .flatMap(marked -> finish(job, kept, marked))
                .onFailure(LogAwayException.class)
                .recoverWithUni(RecordWrites::logAway);
    }

    /**
     * After the time in which a write of unknown outcome may land. The sweeper does the same for the intent; but there is none when the log
     * was away, or has lost it since.
     */
    private void markOnceMore(Job job) {
        scope.coherence()
                .mark(List.of(Coherence.mark(job.key, job.intent)), false)
                .subscribe()
                .with(marked -> {}, failure -> {});
    }

    private static Uni<WriteResult> logAway() {
        return Uni.createFrom().item(new WriteResult.Refused(Refusal.UNAVAILABLE, "the coherence log is away"));
    }

    private Uni<WriteResult> finish(Job job, Kept kept, Marked marked) {
        return switch (kept) {
            case Kept.Failed failed -> result(new WriteResult.Refused(failed.why(), failed.detail()));
            case Kept.ConditionFailed failed -> result(new WriteResult.ConditionFailed());
            case Kept.Superseded later -> superseded(job, marked);
            case Kept.Overtaken later -> overtaken(job);
            case Kept.Done done -> done(job, marked, done.created());
        };
    }

    /** It counts as done before the later one. Without an intent its version is no more than a guess, so that cannot be told. */
    private Uni<WriteResult> superseded(Job job, Marked marked) {
        return job.intent.offset() > 0
                ? done(job, marked, false)
                : result(new WriteResult.Refused(
                        Refusal.UNAVAILABLE, "a write of unknown order is there, and the log was away"));
    }

    /** It cannot count as done before what overtook it, so it is done after it: a new write, with an intent of its own. */
    private Uni<WriteResult> overtaken(Job job) {
        Work w = job.work;
        return w.tries > 0 && job.intent.offset() > 0
                ? run(new Work(w.key, w.value, w.fills, w.tries - 1, w.keep))
                : result(new WriteResult.Refused(
                        Refusal.UNAVAILABLE, "the key changes faster than this write gets through"));
    }

    private Uni<WriteResult> done(Job job, Marked marked, boolean created) {
        return undoneByWider(job, marked)
                .flatMap(undone -> copy(job, marked, undone))
                .map(stored -> new WriteResult.Done(
                        created,
                        job.value == null ? null : Entries.etag(job.value, job.version()),
                        keeper.ack(),
                        marked.position(),
                        job.held == null ? null : job.held.count()));
    }

    private static Uni<WriteResult> result(WriteResult result) {
        return Uni.createFrom().item(result);
    }

    /** Whether intent and mark are in one epoch of the log: else nothing can be said of what came between them. */
    private static boolean oneHistory(Job job, Marked marked) {
        return !marked.waiting()
                && job.intent.offset() > 0
                && job.intent.epoch() == marked.appended().get(0).position().epoch();
    }

    /** Stores the value as copies, or removes the key from them. */
    private Uni<Void> copy(Job job, Marked marked, boolean undone) {
        boolean alone = oneHistory(job, marked) && !marked.appended().get(0).others();
        if (job.value == null || !storing || undone || !alone) {
            return copies.remove(job.key, marked.local());
        }
        Entry entry = entries.of(job.key, job.value, job.version(), marked.local(), 0);
        return copies.store(job.key, entry, job.tickets).replaceWithVoid();
    }

    /**
     * A tag, pattern or all that was appended between intent and mark and covers the new value: then the write counts as done before it,
     * and a record that is no origin is deleted again; of a soft one only the copies are not stored. That is a delete as any other, with an intent and a mark of its own: readers may
     * have found the record and have made copies of it that know the first mark.
     */
    private Uni<Boolean> undoneByWider(Job job, Marked marked) {
        if (job.value == null || !oneHistory(job, marked)) {
            return Uni.createFrom().item(false);
        }
        Appended mark = marked.appended().get(0);
        if (mark.wide() <= job.intent.offset()) {
            return Uni.createFrom().item(false);
        }
        Position at = mark.position();
        return scope.coherence().reached(at, SETTLE_MS).flatMap(reached -> {
            Entry written = entries.of(job.key, job.value, job.intent, 0);
            if (scope.view().uncoveredByWide(job.key, written)) {
                return Uni.createFrom().item(!reached || scope.view().softlyCovered(job.key, written));
            }
            return keeper instanceof RecordKeeper
                    ? run(new Work(
                                    job.key,
                                    null,
                                    false,
                                    0,
                                    version -> keeper.delete(job.key, Condition.NONE, job.intent)))
                            .replaceWith(true)
                    : Uni.createFrom().item(true);
        });
    }
}
