package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Observers;
import dev.terrace.gateway.cache.OriginFactory;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.journal.Journal;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.view.InvalidationLog;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is made of.
 *
 * @param log the coherence log
 * @param tiers a factory a tier
 * @param herd who loads
 * @param records tiers that may hold records here: the file system only with one gateway
 * @param journaling null where there is no write-back
 */
public record EngineParts(
        Time time,
        InvalidationLog log,
        List<TierFactory> tiers,
        Set<TierName> records,
        OriginFactory origins,
        Observers observers,
        Bounds bounds,
        Herd herd,
        @Nullable Journaling journaling) {

    /** Without write-back. */
    public EngineParts(
            Time time,
            InvalidationLog log,
            List<TierFactory> tiers,
            Set<TierName> records,
            OriginFactory origins,
            Observers observers,
            Bounds bounds,
            Herd herd) {
        this(time, log, tiers, records, origins, observers, bounds, herd, null);
    }

    /**
     * The journal behind write-back.
     *
     * @param maxBytes that are not settled, at most
     * @param lingerMs how long a key stays dirty at least, so that writes of it become one
     * @param tries of a write that is refused, before it is given up
     */
    public record Journaling(Journal journal, long maxBytes, long lingerMs, int tries) {}

    /**
     * What the engine holds at most.
     *
     * @param keyMarks key marks that the log keeps
     * @param pending marks that wait for a log that is away
     * @param loads loads in flight, a cache
     */
    public record Bounds(int keyMarks, int pending, int loads) {
        /** As documented. */
        public static final Bounds DEFAULT = new Bounds(1_000_000, 100_000, 10_000);
    }

    /**
     * What keeps a herd off the origins.
     *
     * @param lease of keys, shared with the other nodes
     * @param seed of what is drawn, another one on each node
     */
    public record Herd(Lease lease, long seed) {}

    CacheTier open(TierName name, CacheSpec spec) {
        return tiers.stream()
                .filter(factory -> factory.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such tier here: " + name.wireName()))
                .open(spec);
    }
}
