package dev.terrace.gateway.cache.engine;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where a faster tier goes on a miss. Results are never failed Unis. */
interface Source {
    /** Loads one key; begins when this is called. */
    Uni<Loaded> load(Read read);

    /** Loads many, in the order asked. */
    default Uni<List<Loaded>> loadAll(List<Read> reads) {
        if (reads.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join()
                .all(reads.stream().map(this::load).toList())
                .usingConcurrencyOf(64)
                .andFailFast();
    }
}
