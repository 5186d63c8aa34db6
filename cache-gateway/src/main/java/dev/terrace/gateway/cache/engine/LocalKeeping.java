package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Each;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.view.Logged;
import dev.terrace.gateway.cache.view.Mark;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keeps a tier of this node that outlives the process true: what the sweeper does for shared tiers, each node does for this one. Keys that
 * were marked are removed once a second, then the tier and the view are told up to where; marks that are retired before that make the
 * tier's older entries invalid (see {@code CacheMarks}). After a restart the log's entries since then are applied first; when some of them
 * are gone, the tier begins anew.
 */
final class LocalKeeping {
    private static final long EVERY_MS = 1000;
    private static final int MOST_KEYS = 100_000;
    private static final int BATCH = 1000;
    private static final int AT_ONCE = 32;

    private final LocalTier tier;
    private final CacheTier guarded;
    private final Scope scope;
    private final ArrayDeque<CacheKey> marked = new ArrayDeque<>();
    private boolean overflowed;
    private boolean caughtUp;
    private volatile boolean stopped;

    LocalKeeping(LocalTier tier, CacheTier guarded, Scope scope) {
        this.tier = tier;
        this.guarded = guarded;
        this.scope = scope;
    }

    void start() {
        scope.time().after(EVERY_MS, this::round);
    }

    void stop() {
        stopped = true;
    }

    /** A mark has been published; which one is noted before the position counts as told. */
    synchronized void heard(Mark mark) {
        if (mark instanceof Mark.Key key && !key.key().isEmpty()) {
            if (marked.size() >= MOST_KEYS) {
                overflowed = true;
            } else {
                marked.add(new CacheKey(key.cache(), key.key(), key.hash()));
            }
        }
    }

    /** Marks were missed: of some keys only the hash is known. */
    synchronized void missed() {
        caughtUp = false;
    }

    private void round() {
        if (stopped) {
            return;
        }
        Position told = scope.coherence().told();
        List<CacheKey> keys = take();
        Uni<Void> work = told.epoch() == 0 ? Uni.createFrom().voidItem() : work(told, keys);
        work.subscribe().with(done -> start(), failure -> {
            missed();
            start();
        });
    }

    private synchronized List<CacheKey> take() {
        List<CacheKey> keys = new ArrayList<>(marked);
        marked.clear();
        if (overflowed) {
            overflowed = false;
            caughtUp = false;
        }
        return keys;
    }

    private synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    private Uni<Void> work(Position told, List<CacheKey> keys) {
        Uni<Void> before = isCaughtUp() ? Uni.createFrom().voidItem() : catchUp(told);
        return before.chain(() -> remove(keys, told))
                .chain(() -> tier.applied(told))
                .invoke(() -> {
                    synchronized (this) {
                        caughtUp = true;
                    }
                    scope.view().localConfirmed(scope.spec().name(), told);
                });
    }

    private Uni<Void> remove(List<CacheKey> keys, Position upTo) {
        return Each.of(keys, AT_ONCE, key -> guarded.remove(key, upTo)).replaceWithVoid();
    }

    private Uni<Void> catchUp(Position told) {
        return tier.applied().flatMap(from -> {
            if (from.epoch() != told.epoch()) {
                return guarded.renew(told);
            }
            return from.before(told)
                    ? replay(from.offset(), told)
                    : Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> replay(long from, Position told) {
        return scope.coherence().log().read(from, BATCH).flatMap(entries -> {
            if (entries.isEmpty() || entries.get(0).offset() != from + 1) {
                return guarded.renew(told);
            }
            long last = entries.get(entries.size() - 1).offset();
            Uni<Void> removed = remove(keys(entries), told);
            return last >= told.offset() ? removed : removed.chain(() -> replay(last, told));
        });
    }

    private List<CacheKey> keys(List<Logged> entries) {
        return entries.stream()
                .map(Logged::mark)
                .filter(mark -> mark.cache().equals(scope.spec().name()))
                .map(mark -> mark instanceof Mark.Key k ? new CacheKey(k.cache(), k.key(), k.hash()) : null)
                .filter(Objects::nonNull)
                .toList();
    }
}
