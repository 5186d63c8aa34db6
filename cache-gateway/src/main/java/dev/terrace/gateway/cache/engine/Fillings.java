package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Filling;
import dev.terrace.gateway.cache.Kept;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.NewValue;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.Refusal;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Warmed;
import dev.terrace.gateway.cache.WriteResult;
import dev.terrace.gateway.cache.view.Verdict;
import dev.terrace.gateway.cache.view.View;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills one cache from outside its reads. A fill into shared tiers needs a view that is not behind: marks are retired only half a minute
 * after they were made, so a view of less than two seconds knows every mark that a brought value could have missed.
 */
final class Fillings implements Filling {
    private final Scope scope;
    private final Copies copies;
    private final Coalescing chain;
    private final Entries entries;
    private final @Nullable Writes record;

    /** {@code record}: how a record tier is written; null where an origin or nothing has the last word. */
    Fillings(Scope scope, Copies copies, Coalescing chain, Entries entries, @Nullable Writes record) {
        this.scope = scope;
        this.copies = copies;
        this.chain = chain;
        this.entries = entries;
        this.record = record;
    }

    @Override
    public Position now() {
        return scope.view().stamp(scope.spec().name()).position();
    }

    @Override
    public Uni<Warmed> load(String key, @Nullable Long ttlMs) {
        CacheKey at = scope.key(key);
        if (atHand(at) != null) {
            return Uni.createFrom().item(Warmed.ALREADY);
        }
        if (scope.spec().strict() && scope.coherence().lagging()) {
            return Uni.createFrom().item(behind());
        }
        return chain.load(Read.warming(at, ttlMs)).map(loaded -> warmed(at, loaded));
    }

    private Warmed warmed(CacheKey key, Loaded loaded) {
        return switch (loaded) {
            case Loaded.Value value -> value.entry().negative() ? Warmed.NOTHING : kept(key, value);
            case Loaded.Nothing nothing -> Warmed.NOTHING;
            case Loaded.Failed failed -> Warmed.failed(failed.why(), failed.detail());
        };
    }

    /** Without a memory tier nobody waits to see what the shared ones made of it. */
    private Warmed kept(CacheKey key, Loaded.Value value) {
        if (!value.storable()) {
            return Warmed.failed(Refusal.NOT_SUPPORTED, "it may not be kept");
        }
        return copies.near() == null || atHand(key) != null ? Warmed.WARM : Warmed.REFUSED;
    }

    private static Warmed behind() {
        return Warmed.failed(Refusal.UNAVAILABLE, "the coherence log is away");
    }

    @Override
    public Uni<Warmed> fill(String key, NewValue value, Position asOf) {
        CacheKey at = scope.key(key);
        if (value.bytes().length > scope.spec().maxValueBytes()) {
            return Uni.createFrom().item(Warmed.failed(Refusal.TOO_LARGE, "larger than the cache takes"));
        }
        if (scope.coherence().lagging()) {
            return Uni.createFrom().item(behind());
        }
        Entry entry = entries.of(at, value, asOf, 0);
        return record == null ? copied(at, entry) : written(record, at, value, entry);
    }

    private Uni<Warmed> copied(CacheKey key, Entry entry) {
        return copies.tickets(key)
                .flatMap(tickets -> copies.store(key, entry, tickets))
                .map(outcome -> {
                    if (outcome.stored() > 0) {
                        return Warmed.WARM;
                    }
                    return outcome.refused() > 0
                            ? Warmed.REFUSED
                            : Warmed.failed(
                                    outcome.tooLarge() > 0 ? Refusal.TOO_LARGE : Refusal.UNAVAILABLE,
                                    "no tier took it");
                });
    }

    private Uni<Warmed> written(Writes writes, CacheKey key, NewValue value, Entry entry) {
        if (!scope.view().fillable(key, entry, TierName.MEMORY)) {
            return Uni.createFrom().item(Warmed.REFUSED);
        }
        return writes.write(key, value, Condition.NONE).map(result -> switch (result) {
            case WriteResult.Done done -> Warmed.WARM;
            case WriteResult.ConditionFailed failed -> Warmed.REFUSED;
            case WriteResult.Refused refused -> Warmed.failed(refused.why(), refused.detail());
        });
    }

    @Override
    public List<String> hottest(int most) {
        NearTier near = copies.near();
        return near == null
                ? List.of()
                : near.hottest(most).stream().map(CacheKey::key).toList();
    }

    @Override
    public boolean holds(String key) {
        return atHand(scope.key(key)) != null;
    }

    /** The position is noted before the entry is looked at, as when a tier is asked: what was valid then is checked up to there. */
    @Override
    public @Nullable Entry copy(String key) {
        Position position = now();
        if (View.local(position) || scope.coherence().lagging()) {
            return null;
        }
        Entry entry = atHand(scope.key(key));
        if (entry == null || entry.negative()) {
            return null;
        }
        if (entry.asOf().epoch() != position.epoch() || View.local(entry.asOf())) {
            return null;
        }
        return entry.asOf().before(position) ? entry.checkedAt(position) : entry;
    }

    @Override
    public Warmed adopt(String key, Entry copy) {
        CacheKey at = scope.key(key);
        if (copies.near() == null) {
            return Warmed.failed(Refusal.NOT_SUPPORTED, "the cache has no memory tier");
        }
        if (copy.value().length > scope.spec().maxValueBytes()) {
            return Warmed.failed(Refusal.TOO_LARGE, "larger than the cache takes");
        }
        if (scope.coherence().lagging()) {
            return behind();
        }
        if (atHand(at) != null) {
            return Warmed.ALREADY;
        }
        if (!copy.fresh(scope.time().millis())) {
            return Warmed.REFUSED;
        }
        return switch (copies.keepNear(at, copy)) {
            case STORED -> Warmed.WARM;
            case REFUSED -> Warmed.REFUSED;
            case TOO_LARGE -> Warmed.failed(Refusal.TOO_LARGE, "larger than the memory tier");
        };
    }

    @Override
    public Kept keep(List<String> keys) {
        NearTier near = copies.near();
        return near == null
                ? Kept.NOTHING
                : near.keep(keys.stream().map(scope::key).toList());
    }

    private @Nullable Entry atHand(CacheKey key) {
        NearTier near = copies.near();
        if (near == null) {
            return null;
        }
        long floor = scope.view().floor(key.cache());
        Entry entry = near.peek(key);
        boolean good = entry != null
                && entry.fresh(scope.time().millis())
                && scope.view().check(key, entry, TierName.MEMORY, floor) == Verdict.VALID;
        return good ? entry : null;
    }
}
