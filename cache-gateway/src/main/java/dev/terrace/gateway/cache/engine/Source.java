package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Each;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a faster tier goes on a miss. Results are never failed Unis. */
interface Source {
    /** Loads one key; begins when this is called. */
    Uni<Loaded> load(Read read);

    /** Loads many, in the order asked. */
    default Uni<List<Loaded>> loadAll(List<Read> reads) {
        return Each.of(reads, 64, this::load);
    }

    /** Answers what is known at once, and asks the other source for the rest in one go; in the order asked. */
    static Uni<List<Loaded>> knownFirst(List<Read> reads, Function<Read, @Nullable Loaded> known, Source rest) {
        List<@Nullable Loaded> found = new ArrayList<>(reads.size());
        List<Read> below = new ArrayList<>();
        for (Read read : reads) {
            Loaded one = known.apply(read);
            found.add(one);
            if (one == null) {
                below.add(read);
            }
        }
        return rest.loadAll(below).map(loaded -> {
            int at = 0;
            List<Loaded> all = new ArrayList<>(found.size());
            for (Loaded one : found) {
                all.add(one == null ? loaded.get(at++) : one);
            }
            return all;
        });
    }
}
