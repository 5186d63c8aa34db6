package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Origin;
import dev.terrace.gateway.cache.Origin.Fetched;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import io.smallrye.mutiny.Uni;

/** Loads from the origin. What it brings is stamped with the view's position of before the call. */
final class OriginSource implements Source {
    private static final long SETTLE_MS = 50;

    private final Origin origin;
    private final Scope scope;
    private final Entries entries;

    OriginSource(Origin origin, Scope scope, Entries entries) {
        this.origin = origin;
        this.scope = scope;
        this.entries = entries;
    }

    /**
     * When this node has applied a mark of its own that its follower has not reached yet, the load waits for it a moment: else it would
     * carry a position before that mark, and could not be kept.
     */
    @Override
    public Uni<Loaded> load(Read read) {
        if (read.options.onlyIfCached()) {
            return Uni.createFrom().item(new Loaded.Failed(Refusal.ONLY_IF_CACHED, "not in any tier"));
        }
        String cache = scope.spec().name();
        return scope.coherence()
                .settled(cache, SETTLE_MS)
                .onItem()
                .transformToUni(settled -> fetch(read, scope.view().stamp(cache).position()));
    }

    private Uni<Loaded> fetch(Read read, Position asOf) {
        long start = scope.time().nanos();
        return origin.fetch(read.key).map(fetched -> loaded(read, fetched, asOf, scope.micros(start)));
    }

    private Loaded loaded(Read read, Fetched fetched, Position asOf, long micros) {
        scope.observer().origin(!(fetched instanceof Fetched.Failed), micros);
        return switch (fetched) {
            case Fetched.Value value -> {
                Entry entry = entries.of(read.key, read.lived(value.value()), value.version(), asOf, micros);
                boolean fits = entry.value().length <= scope.spec().maxValueBytes();
                yield new Loaded.Value(entry, null, false, value.storable() && fits);
            }
            case Fetched.Nothing nothing ->
                scope.spec().negativeTtlMs() > 0
                        ? new Loaded.Value(entries.absence(asOf, micros), null, false, true)
                        : Loaded.NOTHING;
            case Fetched.Failed failed -> new Loaded.Failed(failed.why(), failed.detail());
        };
    }
}
