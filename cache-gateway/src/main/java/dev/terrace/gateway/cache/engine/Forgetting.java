package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.Mark;
import dev.terrace.gateway.cache.view.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Forgets what a mark covers: loads in flight at once, an exact key in memory at once, the rest of memory in the background. */
final class Forgetting implements Hearer {
    private static final long SWEEP_AFTER_MS = 100;

    private final Scope scope;
    private final Copies copies;
    private final Coalescing loads;
    private final Coalescing origin;
    private final Invalidations invalidations;
    private final @Nullable LocalKeeping local;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Forgetting(
            Scope scope,
            Copies copies,
            Coalescing loads,
            Coalescing origin,
            Invalidations invalidations,
            @Nullable LocalKeeping local) {
        this.scope = scope;
        this.copies = copies;
        this.loads = loads;
        this.origin = origin;
        this.invalidations = invalidations;
        this.local = local;
    }

    @Override
    public void heard(Mark mark) {
        if (local != null) {
            local.heard(mark);
        }
        if (mark instanceof Mark.Soft soft) {
            softened(soft);
        } else if (mark instanceof Mark.Key key) {
            if (key.key().isEmpty()) {
                detachAll();
            } else {
                CacheKey at = new CacheKey(key.cache(), key.key(), key.hash());
                origin.detach(at);
                loads.detach(at);
            }
            if (copies.near() != null) {
                copies.near().drop(key.hash());
            }
        } else if (!(mark instanceof Mark.Intent)) {
            forgetAll();
        }
    }

    /** What began before it is no answer any more to those who come later; the copies stay, to be served stale. */
    private void softened(Mark.Soft soft) {
        if (soft.what() == Mark.What.KEY) {
            CacheKey at = scope.key(soft.selector());
            loads.detach(at);
            origin.detach(at);
        } else {
            detachAll();
        }
    }

    @Override
    public void missed() {
        if (local != null) {
            local.missed();
        }
        forgetAll();
    }

    private void forgetAll() {
        detachAll();
        if (copies.near() != null && sweeping.compareAndSet(false, true)) {
            scope.time().after(SWEEP_AFTER_MS, () -> scope.time().background(this::sweep));
        }
    }

    @Override
    public void back() {
        invalidations.back();
    }

    /** The origin's first: else a load that begins in between could join an old one there, and be joined by readers that know the mark. */
    private void detachAll() {
        origin.detachAll();
        loads.detachAll();
    }

    /** The check at each read has decided already; this only gives the space back. */
    private void sweep() {
        sweeping.set(false);
        NearTier near = copies.near();
        if (near != null) {
            near.sweep((key, entry) ->
                    scope.view().check(key, entry, TierName.MEMORY, scope.view().floor(key.cache()))
                            != Verdict.INVALID);
        }
    }
}
