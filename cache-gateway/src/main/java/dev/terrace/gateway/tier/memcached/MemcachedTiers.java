package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.Storing;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Opens the Memcached tier of caches over one set of servers. */
public final class MemcachedTiers implements TierFactory {
    /** An item takes 1 MiB with its name and header (the server's default). */
    static final long ITEM_BYTES = (1 << 20) - 512;

    /** Largest encoded entry: above an item it lies in chunks. Larger values go to the next tier. */
    static final long MAX_VALUE_BYTES = 64L << 20;

    private static final long MOST_ON_THEIR_WAY = 256L << 20;

    private final MemcachedServers servers;
    private final Storing storing;
    private final Chunks chunks = new Chunks(new AtomicLong(), MOST_ON_THEIR_WAY);

    /** Over those connections, without keys and dictionaries. */
    public MemcachedTiers(MemcachedServers servers, InstantSource clock, RefusedEntries refused) {
        this(servers, new Storing(clock, refused));
    }

    /** Over those connections. */
    public MemcachedTiers(MemcachedServers servers, Storing storing) {
        this.servers = servers;
        this.storing = storing;
    }

    @Override
    public TierName name() {
        return TierName.MEMCACHED;
    }

    @Override
    public CacheTier open(CacheSpec spec) {
        StoredForm form = new StoredForm(TierName.MEMCACHED, spec, MAX_VALUE_BYTES, storing);
        return new MemcachedTier(spec, servers, form, chunks);
    }
}
