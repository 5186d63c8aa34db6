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

    /** Loads under a lease that was given at that position. Where marks of this node wait for the log, theirs is the later one. */
    Uni<Loaded> load(Read read, Position leased) {
        Position seen = scope.view().stamp(scope.spec().name()).position();
        boolean later = seen.epoch() == leased.epoch() && seen.before(leased);
        return fetch(read, later ? leased : seen);
    }

    long hardTimeoutMs() {
        return origin.hardTimeoutMs();
    }

    /** A remembered absence as of then. */
    Entry absence(Position asOf) {
        return entries.absence(asOf, 0);
    }

    private Uni<Loaded> fetch(Read read, Position asOf) {
        long start = scope.time().nanos();
        return origin.fetch(read.key).map(fetched -> loaded(read, fetched, asOf, scope.micros(start)));
    }

    /** What loading costs, over the last few loads: one slow answer does not set the pace of the early refresh. */
    private static long smoothed(Read read, long micros) {
        Read.Stale before = read.stale();
        long known = before == null ? 0 : before.entry().loadCostMicros();
        return known > 0 ? (3 * known + micros) / 4 : micros;
    }

    private Loaded loaded(Read read, Fetched fetched, Position asOf, long micros) {
        if (!(fetched instanceof Fetched.Failed refused && refused.why() == Refusal.UNAVAILABLE)) {
            scope.observer().origin(!(fetched instanceof Fetched.Failed), micros);
        }
        return switch (fetched) {
            case Fetched.Value value -> {
                Entry entry =
                        entries.of(read.key, read.lived(value.value()), value.version(), asOf, smoothed(read, micros));
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
