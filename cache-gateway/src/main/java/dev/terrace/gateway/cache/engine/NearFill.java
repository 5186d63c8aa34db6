package dev.terrace.gateway.cache.engine;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keeps in memory what comes from below, each load once. */
record NearFill(Source next, Copies copies) implements Source {
    @Override
    public Uni<Loaded> load(Read read) {
        return next.load(read).invoke(loaded -> keep(read, loaded)).eventually(read::handed);
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        return next.loadAll(reads)
                .invoke(loaded -> {
                    for (int i = 0; i < reads.size(); i++) {
                        keep(reads.get(i), loaded.get(i));
                    }
                })
                .eventually(() -> reads.forEach(Read::handed));
    }

    private void keep(Read read, Loaded loaded) {
        if (loaded instanceof Loaded.Value value && value.storable() && copies.near() != null) {
            copies.keepNear(read.key, value.entry());
        }
    }
}
