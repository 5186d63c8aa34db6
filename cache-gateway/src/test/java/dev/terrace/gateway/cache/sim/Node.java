package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.engine.EngineCaches;
import dev.terrace.gateway.cache.engine.EngineParts;
import dev.terrace.gateway.coherence.local.LocalLease;
import dev.terrace.gateway.coherence.local.LocalNode;
import dev.terrace.gateway.tier.memory.MemoryTier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A gateway of the world. */
final class Node {
    private final Wire wire;
    private final SimLog log;
    private final SimLease lease;
    private final EngineCaches caches;

    Node(World world) {
        this.wire = new Wire(world.time, world.tame);
        this.log = new SimLog(new LocalNode(world.log, world.time, world.time), world.time, wire);
        this.lease = new SimLease(new LocalLease(world.leases, world.time, world.time), world.time, wire);
        this.caches = new EngineCaches(new EngineParts(
                world.time,
                log,
                factories(world),
                Set.of(TierName.DATABASE),
                (spec, origin) -> new SimOrigin(world, this, wire),
                name -> new Silent(),
                new EngineParts.Bounds(1000, 50, 100),
                new EngineParts.Herd(lease, world.time.random().nextLong())));
        caches.start();
        caches.open(world.scenario.spec()).subscribe().with(opened -> {}, failure -> {});
    }

    private List<TierFactory> factories(World world) {
        return Arrays.stream(TierName.values())
                .map(name -> factory(name, spec -> open(world, name, spec)))
                .toList();
    }

    private CacheTier open(World world, TierName name, CacheSpec spec) {
        return switch (name) {
            case MEMORY -> gated(new MemoryTier(spec.memoryMaxBytes(), world.time, Runnable::run), world);
            case FILE_SYSTEM -> new MapFiles(world.store(name), wire);
            case DATABASE -> new MapRecord(world.store(name), wire, world.truth);
            default -> new MapTier(name, world.store(name), wire);
        };
    }

    /** The memory tier, which asks about marks while an entry goes in, unless the world has that switched off. */
    private static NearTier gated(MemoryTier memory, World world) {
        return (NearTier) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {NearTier.class}, (proxy, method, args) -> {
                    if (method.getName().equals("put") && world.memoryGateOff) {
                        return memory.put((CacheKey) args[0], (Entry) args[1], entry -> true);
                    }
                    try {
                        return method.invoke(memory, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static TierFactory factory(TierName name, Function<CacheSpec, CacheTier> open) {
        return new TierFactory() {
            @Override
            public TierName name() {
                return name;
            }

            @Override
            public CacheTier open(CacheSpec spec) {
                return open.apply(spec);
            }
        };
    }

    EngineCaches caches() {
        return caches;
    }

    SimLog log() {
        return log;
    }

    SimLease lease() {
        return lease;
    }

    boolean dead() {
        return wire.isDead();
    }

    void die() {
        wire.die();
        caches.stop();
    }
}
