package dev.terrace.gateway.cache.engine;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Before the tiers: a key that is not settled needs none of them. What is not certain here is left to {@link JournalledSource}. */
record UnflushedFirst(Source next, IndexAnswers index) implements Source {
    @Override
    public Uni<Loaded> load(Read read) {
        Loaded found = find(read);
        return found == null ? next.load(read) : Uni.createFrom().item(found);
    }

    private @Nullable Loaded find(Read read) {
        return !index.waits() || index.writeBack().trusted(read.key) ? index.of(read.key) : null;
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        return Source.knownFirst(reads, this::find, next);
    }
}
