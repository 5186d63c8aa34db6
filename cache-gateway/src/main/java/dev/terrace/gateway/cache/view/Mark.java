package dev.terrace.gateway.cache.view;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import java.util.Set;

/** What stands in the log. Applying a mark is a maximum: twice, or out of order, does no harm. */
public sealed interface Mark {
    /** The cache that it is about; empty for {@link Floor}. */
    String cache();

    /**
     * Copies of a key are invalid.
     *
     * @param key the key; empty where only its hash is kept
     * @param intent position of the intent that this closes, {@link Position#NONE} for none
     * @param place number of the place in the write-back journal up to which has to be read first, 0 for none; such a mark closes nothing
     */
    record Key(String cache, String key, long hash, Position intent, long place) implements Mark {
        /** Without a place in a journal. */
        public Key(String cache, String key, long hash, Position intent) {
            this(cache, key, hash, intent, 0);
        }

        /** As it stands in a log of that epoch: an intent of another epoch went with its log, and its number may be another's now. */
        public Key in(long epoch) {
            return intent.epoch() == epoch || intent.offset() == 0
                    ? this
                    : new Key(cache, key, hash, Position.NONE, place);
        }
    }

    /**
     * A write of a key has begun.
     *
     * @param ttlMs after which it becomes a mark, should its writer be gone
     */
    record Intent(String cache, String key, long hash, long ttlMs) implements Mark {}

    /**
     * Copies that bore the tag are invalid, and all remembered absences.
     *
     * @param floor tagged entries older than this offset are invalid, because older tag marks were dropped; 0 for none
     */
    record Tag(String cache, String tag, long floor) implements Mark {}

    /**
     * Copies whose key matches are invalid.
     *
     * @param generation entries older than this offset are invalid, because older bans were dropped; 0 for none
     */
    record Ban(String cache, String glob, long generation) implements Mark {}

    /** All copies are invalid. */
    record All(String cache) implements Mark {}

    /**
     * Copies that it covers are stale since a time, instead of invalid; nothing is removed. It covers what a {@link Key}, {@link Tag},
     * {@link Ban} or {@link All} of that selector would.
     *
     * @param selector key, tag or glob; empty for all
     * @param generation entries older than this offset are stale as well, because older soft marks were dropped; 0 for none
     * @param atMs Unix milliseconds, by the clock of the node that made it
     */
    record Soft(String cache, What what, String selector, long generation, long atMs) implements Mark {}

    /** What a soft mark's selector is. */
    enum What {
        KEY,
        TAG,
        BAN,
        ALL
    }

    /** All copies in one tier are invalid, because it could not confirm removals. */
    record Tier(String cache, TierName tier) implements Mark {}

    /** Key marks up to an offset are retired in these caches: every shared tier has confirmed them. */
    record Floor(Set<String> caches, long upTo) implements Mark {
        @Override
        public String cache() {
            return "";
        }
    }

    /** Copies of all caches that are older than the offset are invalid: too many key marks that nobody confirmed. */
    record Base(long upTo) implements Mark {
        @Override
        public String cache() {
            return "";
        }
    }
}
