package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The truth behind a journal: a key that is not settled is answered from the index, every other from the target. The position is read
 * first, then the index is waited for, then the target is asked. So of every write whose mark lies at or before that position, the index
 * was read, and it was found there or it had been carried out; what is newer than that position makes the answer's copies invalid.
 */
final class JournalledSource implements Source {
    private static final long WAIT_MS = 2000;
    private static final long SETTLE_MS = 50;
    private static final Loaded UNKNOWN =
            new Loaded.Failed(Refusal.UNAVAILABLE, "the write-back journal has not been read far enough");

    private final Source next;
    private final IndexAnswers index;
    private final boolean viewLags;

    /** {@code viewLags}: the view may not know of all marks, so the end of the journal is asked for. */
    JournalledSource(Source next, IndexAnswers index, boolean viewLags) {
        this.next = next;
        this.index = index;
        this.viewLags = viewLags;
    }

    @Override
    public Uni<Loaded> load(Read read) {
        if (!index.waits()) {
            return answer(read);
        }
        return settled().flatMap(position -> known(read)
                .flatMap(yes -> yes
                        ? answer(read).map(loaded -> checked(loaded, position))
                        : Uni.createFrom().item(UNKNOWN)));
    }

    private Uni<Position> settled() {
        Scope scope = index.scope();
        String cache = scope.spec().name();
        return scope.coherence()
                .settled(cache, SETTLE_MS)
                .map(done -> scope.view().stamp(cache).position());
    }

    private Uni<Boolean> known(Read read) {
        return viewLags
                ? index.writeBack().caughtUp(read.key, WAIT_MS)
                : index.writeBack().trusted(read.key, WAIT_MS);
    }

    private Uni<Loaded> answer(Read read) {
        Loaded found = index.of(read.key);
        return found == null ? next.load(read) : Uni.createFrom().item(found);
    }

    private static Loaded checked(Loaded loaded, Position position) {
        return loaded instanceof Loaded.Value value
                        && position.before(value.entry().asOf())
                ? new Loaded.Value(value.entry().checkedAt(position), value.tier(), value.stale(), value.storable())
                : loaded;
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        if (!index.waits()) {
            return allFrom(reads, null);
        }
        return settled().flatMap(position -> allKnown(reads)
                .flatMap(yes -> yes
                        ? allFrom(reads, position)
                        : Uni.createFrom()
                                .item(reads.stream().map(read -> UNKNOWN).toList())));
    }

    private Uni<Boolean> allKnown(List<Read> reads) {
        List<Uni<Boolean>> open = reads.stream()
                .filter(read -> viewLags || !index.writeBack().trusted(read.key))
                .map(this::known)
                .toList();
        return open.isEmpty()
                ? Uni.createFrom().item(true)
                : Uni.join().all(open).andFailFast().map(all -> all.stream().allMatch(yes -> yes));
    }

    private Uni<List<Loaded>> allFrom(List<Read> reads, @Nullable Position position) {
        Uni<List<Loaded>> all = Source.knownFirst(reads, read -> index.of(read.key), next);
        return position == null
                ? all
                : all.map(loaded ->
                        loaded.stream().map(one -> checked(one, position)).toList());
    }
}
