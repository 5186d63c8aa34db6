package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Backlog;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.journal.Journaled;
import dev.terrace.gateway.cache.journal.Unsettled;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The part of the journal that one cache has there. */
record CacheBacklog(WriteBack writeBack, String cache) implements Backlog {
    private static final long WAIT_MS = 2000;

    @Override
    public long waiting() {
        return writeBack.index().dirtyKeys(cache);
    }

    @Override
    public long deadLetters() {
        return writeBack.index().deadLetters(cache);
    }

    @Override
    public List<DeadLetter> dead() {
        return writeBack.index().dead(cache).stream().map(CacheBacklog::letter).toList();
    }

    private static DeadLetter letter(Unsettled one) {
        Unsettled.Death death = one.death() == null ? new Unsettled.Death("", 0) : one.death();
        return new DeadLetter(
                one.place().id(),
                one.write().key().key(),
                one.write().value(),
                one.write().atMs(),
                death.reason(),
                death.tries());
    }

    @Override
    public Uni<Optional<DeadLetter>> replay(String id) {
        return append(id, Journaled.Replay::new);
    }

    @Override
    public Uni<Optional<DeadLetter>> discard(String id) {
        return append(id, Journaled.Discard::new);
    }

    /** Completes when this node has read its own word, so that it shows next what was done. */
    private Uni<Optional<DeadLetter>> append(String id, BiFunction<CacheKey, Long, Journaled> word) {
        Optional<Unsettled> found = writeBack.index().dead(cache).stream()
                .filter(one -> one.place().id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Unsettled one = found.get();
        int partition = one.place().partition();
        Journaled entry = word.apply(one.write().key(), one.place().offset());
        return writeBack
                .journal()
                .append(partition, entry)
                .flatMap(at -> writeBack.until(() -> writeBack.index().next(partition) > at, WAIT_MS))
                .map(read -> Optional.of(letter(one)));
    }
}
