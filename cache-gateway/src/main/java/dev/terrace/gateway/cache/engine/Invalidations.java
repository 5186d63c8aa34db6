package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheSpec.Strategy;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.InvalidationResult;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.Selector;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.view.Glob;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.View;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invalidations of one cache: marks first, then space and records, then the acknowledgement. */
final class Invalidations {
    private static final int BATCH = 500;
    private static final int MOST_LATE = 1000;
    private static final long RETRY_MS = 5000;
    private static final long SEEN_MS = 2000;
    private static final long INTENT_MS = 8000;

    private final Scope scope;
    private final Copies copies;
    private final @Nullable RecordTier record;
    private final List<Selector> late = new ArrayList<>();
    private int begun;

    Invalidations(Scope scope, Copies copies, @Nullable RecordTier record) {
        this.scope = scope;
        this.copies = copies;
        this.record = record;
    }

    /** Fails with a {@link LogAwayException} in a strict cache, and when records cannot be deleted. */
    Uni<InvalidationResult> invalidate(Selector selector) {
        List<Mark> marks = selector.soft() ? softMarks(selector) : marks(selector);
        if (marks.isEmpty()) {
            return Uni.createFrom().item(new InvalidationResult(scope.view().position(), 0, 0));
        }
        if (selector.soft()) {
            return softly(selector, marks);
        }
        return estimate(selector).flatMap(estimated -> append(marks, 0)
                .flatMap(marked -> carryOut(selector, marks, marked))
                .map(carried -> new InvalidationResult(
                        carried.position(),
                        selector.keys().size(),
                        Math.max(carried.deleted(), estimated.estimated()))));
    }

    /** Marks alone: copies stay to be served stale, and records are no copies. */
    private Uni<InvalidationResult> softly(Selector selector, List<Mark> marks) {
        return estimate(selector).flatMap(estimated -> append(marks, 0)
                .map(marked -> new InvalidationResult(
                        marked.position(), selector.keys().size(), estimated.estimated())));
    }

    private List<Mark> softMarks(Selector selector) {
        String cache = scope.spec().name();
        long now = scope.time().millis();
        List<Mark> marks = new ArrayList<>();
        if (selector.all()) {
            marks.add(new Mark.Soft(cache, Mark.What.ALL, "", 0, now));
            return marks;
        }
        selector.keys().forEach(key -> marks.add(new Mark.Soft(cache, Mark.What.KEY, key, 0, now)));
        selector.tags().forEach(tag -> marks.add(new Mark.Soft(cache, Mark.What.TAG, tag, 0, now)));
        if (selector.pattern() != null) {
            marks.add(new Mark.Soft(cache, Mark.What.BAN, selector.pattern(), 0, now));
        }
        return marks;
    }

    private record Carried(@Nullable Position position, long deleted) {}

    private Uni<Carried> carryOut(Selector selector, List<Mark> marks, Marked marked) {
        return removeKeys(selector.keys(), marked.local())
                .chain(() -> selector.all() && !marked.waiting() ? copies.renew(marked.local()) : done())
                .chain(() -> flushesOver(marked))
                .chain(() -> deleteRecords(selector, marked.local()))
                .onFailure()
                .call(() -> again(marks, marked).onFailure().recoverWithNull())
                .flatMap(deleted -> again(marks, marked).map(last -> new Carried(last.position(), deleted)));
    }

    /**
     * A record that is being flushed from the journal is not to be deleted before the journal says that it was: it would be lost. An intent
     * that its owner does not close in time becomes a mark, and its owner flushes again.
     */
    private Uni<Void> flushesOver(Marked marked) {
        if (record == null || marked.waiting() || scope.spec().strategy() != Strategy.WRITE_BACK) {
            return done();
        }
        String cache = scope.spec().name();
        return scope.coherence()
                .reached(marked.local(), SEEN_MS)
                .chain(() ->
                        scope.coherence().until(() -> !scope.view().intentOpenUpTo(cache, marked.local()), INTENT_MS))
                .replaceWithVoid();
    }

    /**
     * Where records were deleted, the marks once more: a reader that had seen the first ones may have found a record that was still there,
     * and have made copies of it. Also when the deletion failed, since some of it may have been done.
     */
    private Uni<Marked> again(List<Mark> marks, Marked first) {
        return record == null || first.waiting() ? Uni.createFrom().item(first) : append(marks, 0);
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private List<Mark> marks(Selector selector) {
        String cache = scope.spec().name();
        List<Mark> marks = new ArrayList<>();
        if (selector.all()) {
            marks.add(new Mark.All(cache));
            return marks;
        }
        selector.keys().forEach(key -> marks.add(Coherence.mark(scope.key(key), Position.NONE)));
        selector.tags().forEach(tag -> marks.add(new Mark.Tag(cache, tag, 0)));
        if (selector.pattern() != null) {
            marks.add(new Mark.Ban(cache, selector.pattern(), 0));
        }
        return marks;
    }

    /** In batches, so that no script holds the log for long; the answer is the last one's. */
    private Uni<Marked> append(List<Mark> marks, int from) {
        int to = Math.min(from + BATCH, marks.size());
        Uni<Marked> batch = scope.coherence()
                .mark(List.copyOf(marks.subList(from, to)), scope.spec().strict());
        return to == marks.size() ? batch : batch.flatMap(marked -> append(marks, to));
    }

    private Uni<Void> removeKeys(List<String> keys, Position mark) {
        if (keys.isEmpty() || copies.shared().isEmpty()) {
            return done();
        }
        return Each.whole(keys, 64, key -> copies.remove(scope.key(key), mark)).replaceWithVoid();
    }

    /**
     * Without an origin an invalidation deletes the records. Without the log, those up to this node's position now, and the rest when the
     * log is back: records are ordered by its positions.
     */
    private Uni<Long> deleteRecords(Selector selector, Position mark) {
        if (record == null) {
            return Uni.createFrom().item(0L);
        }
        if (!View.local(mark)) {
            return record.deleteAll(selector, mark);
        }
        synchronized (late) {
            if (late.size() + begun >= MOST_LATE) {
                return Uni.createFrom().failure(new LogAwayException());
            }
            begun++;
        }
        Position now = scope.view().position();
        return record.deleteAll(selector, new Position(now.epoch(), now.offset() + 1))
                .eventually(() -> ended(selector));
    }

    /** The log may have come back meanwhile, and would not come back again for this one. */
    private void ended(Selector selector) {
        synchronized (late) {
            begun--;
            late.add(selector);
        }
        backUnlessAway();
    }

    private void backUnlessAway() {
        if (scope.coherence().pending() == 0) {
            back();
        }
    }

    /** The log is back: what was taken without it takes effect. */
    void back() {
        List<Selector> again;
        synchronized (late) {
            again = List.copyOf(late);
            late.clear();
        }
        again.forEach(selector -> invalidate(selector).subscribe().with(done -> {}, failure -> keep(selector)));
    }

    /** The log is there but the record is not, so nothing else would begin it again. */
    private void keep(Selector selector) {
        synchronized (late) {
            if (late.size() + begun >= MOST_LATE) {
                return;
            }
            late.add(selector);
        }
        scope.time().after(RETRY_MS, this::backUnlessAway);
    }

    /** What it covers, as far as that is cheap to tell. */
    Uni<InvalidationResult> estimate(Selector selector) {
        Uni<Long> count = record == null
                ? Uni.createFrom().item(selector.all() ? resident() : -1L)
                : record.count(selector).onFailure().recoverWithItem(-1L);
        return count.map(n -> new InvalidationResult(null, selector.keys().size(), n));
    }

    /** As {@link #estimate}, but without a record what memory holds is looked through, off the event loop: for people who ask. */
    Uni<InvalidationResult> counted(Selector selector) {
        NearTier near = copies.near();
        boolean named = !selector.tags().isEmpty() || selector.pattern() != null;
        if (record != null || near == null || selector.all() || !named) {
            return estimate(selector);
        }
        Glob glob = selector.pattern() == null ? null : Glob.of(selector.pattern());
        return Uni.createFrom().emitter(caller -> scope.time()
                .background(() -> caller.complete(new InvalidationResult(
                        null,
                        selector.keys().size(),
                        near.count((key, entry) -> (glob != null && glob.matches(key.key()))
                                || selector.tags().stream().anyMatch(entry.tags()::contains))))));
    }

    private long resident() {
        long most = copies.near() == null ? -1 : copies.near().state().entries();
        for (var tier : copies.shared()) {
            TierState state = tier.state();
            most = Math.max(most, state.entries());
        }
        return most;
    }
}
