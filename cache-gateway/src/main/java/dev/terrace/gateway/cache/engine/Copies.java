package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Stored;
import dev.terrace.gateway.cache.CacheTier.Ticket;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.view.View;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tiers of a cache that hold copies: all but the record. {@code shared} are those that are asked over a wire or a disk. */
final class Copies {
    private final @Nullable NearTier near;
    private final List<CacheTier> shared;
    private final Scope scope;

    /** What storing came to: how many tiers took it, refused it for something newer, found it too large, or could not be asked. */
    record Outcome(int stored, int refused, int tooLarge, int failed) {
        Outcome plus(@Nullable Stored one) {
            return new Outcome(
                    stored + (one == Stored.STORED ? 1 : 0),
                    refused + (one == Stored.REFUSED ? 1 : 0),
                    tooLarge + (one == Stored.TOO_LARGE ? 1 : 0),
                    failed + (one == null ? 1 : 0));
        }
    }

    Copies(@Nullable NearTier near, List<CacheTier> shared, Scope scope) {
        this.near = near;
        this.shared = shared;
        this.scope = scope;
    }

    @Nullable
    NearTier near() {
        return near;
    }

    List<CacheTier> shared() {
        return shared;
    }

    /** Into memory, unless a mark speaks against it. */
    Stored keepNear(CacheKey key, Entry entry) {
        if (near == null) {
            return Stored.REFUSED;
        }
        Entry kept = checked(key, entry, near.name());
        Stored stored = near.put(key, kept, e -> scope.view().fillable(key, e, near.name()));
        if (stored == Stored.TOO_LARGE) {
            passedBy(near, key, kept);
            return stored;
        }
        scope.observer().filled(near.name(), stored == Stored.STORED);
        return stored;
    }

    /**
     * Checked up to now, if it may be filled: readers raise what is in memory with each hit, and what was loaded before such a hit would
     * count as the older one. What soft marks have left of it is what is raised: they are not seen in it any more.
     */
    private Entry checked(CacheKey key, Entry entry, TierName tier) {
        Position now = scope.view().position();
        boolean raise = entry.asOf().epoch() == now.epoch()
                && entry.asOf().before(now)
                && scope.view().fillable(key, entry, tier);
        return raise ? scope.view().softened(key, entry, scope.time().millis()).checkedAt(now) : entry;
    }

    /** Permissions to fill, one a shared tier, null where none was given. */
    Uni<List<@Nullable Ticket>> tickets(CacheKey key) {
        return each(tier -> tier.ticket(key));
    }

    /** Stores a written value everywhere; never fails. */
    Uni<Outcome> store(CacheKey key, Entry entry, List<@Nullable Ticket> tickets) {
        Outcome start = near == null ? new Outcome(0, 0, 0, 0) : new Outcome(0, 0, 0, 0).plus(keepNear(key, entry));
        List<Uni<@Nullable Stored>> stores = new ArrayList<>();
        for (int i = 0; i < shared.size(); i++) {
            stores.add(settle(storeIn(shared.get(i), key, entry, tickets.get(i))));
        }
        return join(stores).map(results -> {
            Outcome outcome = start;
            for (Stored stored : results) {
                outcome = outcome.plus(stored);
            }
            return outcome;
        });
    }

    /** Nothing is answered for a tier whose ticket did not come: it failed, as one that fails later. */
    private Uni<@Nullable Stored> storeIn(CacheTier tier, CacheKey key, Entry entry, @Nullable Ticket ticket) {
        if (entry.value().length > tier.capabilities().maxValueBytes()) {
            passedBy(tier, key, entry);
            return Uni.createFrom().item(Stored.TOO_LARGE);
        }
        if (ticket == null) {
            return Uni.createFrom().nullItem();
        }
        if (!scope.view().fillable(key, entry, tier.name())) {
            return Uni.createFrom().item(Stored.REFUSED);
        }
        return tier.store(key, entry, ticket).invoke(stored -> {
            if (stored == Stored.TOO_LARGE) {
                passedBy(tier, key, entry);
            } else {
                scope.observer().filled(tier.name(), stored == Stored.STORED);
            }
        });
    }

    private void passedBy(CacheTier tier, CacheKey key, Entry entry) {
        passedBy(tier, key, entry, scope);
    }

    /**
     * A value went past a tier that does not take so many bytes. A smaller one of before may lie there, fresh and without a mark against it
     * (a load brings no mark): it goes, or the tier would answer with it once the faster tiers have forgotten the new one. It may have been
     * checked up to the same position as the new one, so the removal reaches one further.
     */
    static void passedBy(CacheTier tier, CacheKey key, Entry entry, Scope scope) {
        scope.observer().tooLarge(tier.name());
        boolean known = tier instanceof NearTier || !View.local(entry.asOf());
        Position asOf = known ? entry.asOf() : scope.view().position();
        tier.remove(key, new Position(asOf.epoch(), asOf.offset() + 1))
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    /** Removes a key from the shared tiers; only makes space early, so it never fails. */
    Uni<Void> remove(CacheKey key, Position mark) {
        Position known = View.local(mark) ? scope.view().position() : mark;
        return each(tier -> tier.remove(key, known)).replaceWithVoid();
    }

    /** Gives back the space of everything older; never fails. */
    Uni<Void> renew(Position generation) {
        return each(tier -> tier.renew(generation)).replaceWithVoid();
    }

    private <T> Uni<List<@Nullable T>> each(Function<CacheTier, Uni<T>> call) {
        return join(shared.stream().map(tier -> settle(call.apply(tier))).toList());
    }

    private static <T> Uni<@Nullable T> settle(Uni<T> call) {
        return call.onFailure().recoverWithNull();
    }

    private static <T> Uni<List<@Nullable T>> join(List<? extends Uni<? extends @Nullable T>> calls) {
        if (calls.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        @SuppressWarnings("unchecked")
        List<Uni<T>> same = (List<Uni<T>>) calls;
        return Uni.join().all(same).andCollectFailures();
    }
}
