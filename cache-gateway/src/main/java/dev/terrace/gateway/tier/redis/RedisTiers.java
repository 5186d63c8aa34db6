package dev.terrace.gateway.tier.redis;

import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.Preflight;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.UnavailableException;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.StoredForm;
import dev.terrace.gateway.tier.Storing;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;

/** Opens the Redis tier of caches over one set of connections. */
public final class RedisTiers implements TierFactory, Preflight {
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

    /** A record in Redis is synced only by a server that is set to: {@code appendonly yes}, {@code appendfsync always}. */
    @Override
    public Uni<List<Fault>> check(CacheSpec spec, String ack) {
        boolean record = spec.origin() == null
                && spec.tiers().contains(TierName.REDIS)
                && !spec.tiers().contains(TierName.DATABASE)
                && !spec.tiers().contains(TierName.FILE_SYSTEM);
        if (!record || !ack.equals("fsync")) {
            return Uni.createFrom().item(List.of());
        }
        return server.askSynced()
                .map(synced -> synced
                        ? List.<Fault>of()
                        : List.of(
                                new Fault("/ack", "The record is in Redis, which syncs only with appendfsync always.")))
                .onFailure()
                .transform(away -> new UnavailableException("Redis cannot be asked now whether it syncs."));
    }
}
