package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dumb store for the entries of one cache. It knows nothing of other tiers, of origins or of marks; it only orders what it holds by
 * {@link Entry#asOf}.
 *
 * <p>Promised: a {@code store} is refused when the tier's floor is above the entry's {@code asOf}, when the floor is not known (lost,
 * evicted), or when what is there has a higher {@code asOf}; after {@link #remove} and {@link #raiseFloor} have completed no entry older
 * than their position is ever found again, whatever was in flight. Full keys are compared. What cannot be decoded (checksum, version,
 * key) is absent, and counted.
 *
 * <p>Not promised: that a stored entry is found later (eviction), order between keys, visibility before completion. Failures are failed
 * Unis; time limits are the caller's. Completions may come on any thread.
 */
public interface CacheTier {
    /** Calls in flight at once where keys are purged one by one. */
    int PURGED_AT_ONCE = 32;

    /** Which one. */
    TierName name();

    /** What it can do. */
    Capabilities capabilities();

    /** The entry, or a permission to fill that only holds for what is absent now. */
    Uni<Lookup> find(CacheKey key);

    /** Many at once, in the order asked. */
    Uni<List<Lookup>> findAll(List<CacheKey> keys);

    /** Stores under the conditions above. {@code ticket} is what {@link #find} or {@link #ticket} gave before the load began. */
    Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket);

    /** A permission to fill, taken without reading: for writes. Whatever is there no longer counts afterwards or is replaced by the fill. */
    Uni<Ticket> ticket(CacheKey key);

    /** Removes what is older than the mark; completes when that is certain. */
    Uni<Void> remove(CacheKey key, Position mark);

    /**
     * Removes of each key what is older than its mark, once the floor was raised to the newest of these marks: nothing need be left in the
     * place of what goes.
     */
    default Uni<Void> purge(Map<CacheKey, Position> marks) {
        return Each.of(List.copyOf(marks.entrySet()), PURGED_AT_ONCE, one -> remove(one.getKey(), one.getValue()))
                .replaceWithVoid();
    }

    /** From now on fills older than this are refused. Never lowers it. */
    Uni<Void> raiseFloor(Position floor);

    /** Starts a new generation: nothing stored before is ever found again. */
    Uni<Void> renew(Position generation);

    /** Its state now, cheap. */
    TierState state();

    /** A round trip; completes with a word about the server, fails when it is away. */
    Uni<String> probe();

    /** Lists what it holds; null when it cannot. */
    default @Nullable Browsable browsable() {
        return null;
    }

    /** Lets go of everything; stored entries stay. */
    void close();

    /** Result of a find. */
    sealed interface Lookup {
        /** There it is. Its validity against marks is the caller's to decide. */
        record Found(Entry entry) implements Lookup {}

        /** Not there. */
        record Absent(Ticket ticket) implements Lookup {}
    }

    /** Permission to fill; what is in it is the tier's own. */
    interface Ticket {
        /** For tiers that need none. */
        Ticket NONE = new Ticket() {};
    }

    /** Result of a store. */
    enum Stored {
        STORED,
        /** A floor, a newer entry or a spent ticket spoke against it. */
        REFUSED,
        /** Larger than the tier takes. */
        TOO_LARGE
    }
}
