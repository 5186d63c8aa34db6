package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheHandle;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.cache.sim.Silent;
import dev.terrace.gateway.cache.view.InvalidationLog;
import dev.terrace.gateway.tier.Trial;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A gateway's engine, with the gates that its calls pass, and its tiers as they are without them. */
final class Node implements AutoCloseable {
    final Gates gates = new Gates();
    private final Servers servers;
    private final EngineCaches engine;
    private final ConcurrentHashMap<Of, CacheTier> tiers = new ConcurrentHashMap<>();

    private record Of(String cache, TierName tier) {}

    /** {@code damage} is what is done to each tier; nothing, where the product is on trial. */
    Node(Vertx vertx, Time time, InvalidationLog log, History history, UnaryOperator<CacheTier> damage, String name) {
        this.servers = new Servers(vertx, time, name);
        List<TierFactory> factories =
                servers.tiers().stream().map(f -> gated(f, damage)).toList();
        this.engine = new EngineCaches(new EngineParts(
                time,
                log,
                factories,
                Set.of(),
                (spec, origin) -> new GatedOrigin(history, gates, time),
                cache -> new Silent(),
                EngineParts.Bounds.DEFAULT,
                new EngineParts.Herd(new NoLease(), 1)));
        engine.start();
    }

    private TierFactory gated(TierFactory real, UnaryOperator<CacheTier> damage) {
        return new TierFactory() {
            @Override
            public TierName name() {
                return real.name();
            }

            @Override
            public CacheTier open(CacheSpec spec) {
                CacheTier tier = damage.apply(real.open(spec));
                tiers.put(new Of(spec.name(), real.name()), tier);
                return tier instanceof NearTier ? tier : GatedTier.of(tier, gates);
            }
        };
    }

    EngineCaches engine() {
        return engine;
    }

    void open(CacheSpec spec) {
        Trial.await(engine.open(spec));
    }

    CacheHandle cache(String name) {
        return engine.find(name).orElseThrow();
    }

    CacheTier tier(String cache, TierName name) {
        return Objects.requireNonNull(tiers.get(new Of(cache, name)));
    }

    Position position() {
        return engine.log().position();
    }

    @Override
    public void close() {
        engine.stop();
        servers.close();
    }
}
