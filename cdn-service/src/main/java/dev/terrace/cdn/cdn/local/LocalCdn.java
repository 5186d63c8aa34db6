package dev.terrace.cdn.cdn.local;

import dev.terrace.cdn.cdn.Cdn;
import dev.terrace.cdn.cdn.Distribution;
import dev.terrace.cdn.cdn.Purge;
import dev.terrace.cdn.edge.Edge;
import io.smallrye.mutiny.Uni;

/** The edge beside this service: a purge is done at every location when it returns. */
public final class LocalCdn implements Cdn {
    private final Edge edge;

    public LocalCdn(Edge edge) {
        this.edge = edge;
    }

    @Override
    public String provider() {
        return "local";
    }

    @Override
    public Uni<Accepted> invalidate(Distribution distribution, Purge purge) {
        return Uni.createFrom().item(() -> {
            edge.purge(purge.paths(), purge.tags(), purge.prefixes(), purge.all());
            return new Accepted("local-" + purge.id(), true);
        });
    }

    @Override
    public Uni<String> probe(Distribution distribution) {
        return Uni.createFrom().item(() -> edge.locations().size() + " locations");
    }
}
