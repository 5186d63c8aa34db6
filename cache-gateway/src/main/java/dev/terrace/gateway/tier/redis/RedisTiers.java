package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.Storing;
import java.time.InstantSource;

/** Opens the Redis tier of caches over one set of connections. */
public final class RedisTiers implements TierFactory {
    /** Largest encoded entry: Redis takes 512 MiB, but one such value holds up all others on its connection. */
    static final long MAX_VALUE_BYTES = 64L << 20;

    private final RedisServer server;
    private final Storing storing;

    /** Over those connections, without keys and dictionaries. */
    public RedisTiers(RedisServer server, InstantSource clock, RefusedEntries refused) {
        this(server, new Storing(clock, refused));
    }

    /** Over those connections. */
    public RedisTiers(RedisServer server, Storing storing) {
        this.server = server;
        this.storing = storing;
    }

    @Override
    public TierName name() {
        return TierName.REDIS;
    }

    @Override
    public RecordTier open(CacheSpec spec) {
        StoredForm form = new StoredForm(TierName.REDIS, spec, MAX_VALUE_BYTES, storing);
        return new RedisTier(spec, server, form);
    }
}
