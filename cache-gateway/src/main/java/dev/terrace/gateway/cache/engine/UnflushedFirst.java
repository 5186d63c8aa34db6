package dev.terrace.gateway.cache.engine;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
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
        List<Read> below = new ArrayList<>();
        List<@Nullable Loaded> found = new ArrayList<>();
        for (Read read : reads) {
            Loaded one = find(read);
            found.add(one);
            if (one == null) {
                below.add(read);
            }
        }
        return next.loadAll(below).map(loaded -> {
            int at = 0;
            List<Loaded> all = new ArrayList<>();
            for (Loaded one : found) {
                all.add(one == null ? loaded.get(at++) : one);
            }
            return all;
        });
    }
}
