package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.TierName;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Real tiers, of which one is wrong in one thing: a guard is switched off. Which, can be changed while they are in use. */
final class Damage implements UnaryOperator<CacheTier> {
    /** What is wrong. */
    enum Kind {
        /** What is found counts as checked up to now, whatever it was checked against. */
        UNCHECKED,
        /** A fill is permitted and dated when it lands, not when its load began. */
        DATED_LATE
    }

    private volatile @Nullable TierName target;
    private volatile Kind kind = Kind.UNCHECKED;

    void of(TierName tier, Kind what) {
        kind = what;
        target = tier;
    }

    void none() {
        target = null;
    }

    @Override
    public CacheTier apply(CacheTier tier) {
        List<Class<?>> faces = new ArrayList<>();
        if (tier instanceof NearTier) {
            faces.add(NearTier.class);
        }
        if (tier instanceof LocalTier) {
            faces.add(LocalTier.class);
        }
        faces.add(tier instanceof RecordTier ? RecordTier.class : CacheTier.class);
        return (CacheTier) Proxy.newProxyInstance(
                Damage.class.getClassLoader(),
                faces.toArray(Class<?>[]::new),
                (proxy, method, args) -> tier.name() == target ? wrong(tier, method, args) : right(tier, method, args));
    }

    private @Nullable Object wrong(CacheTier tier, Method method, Object[] args) throws Throwable {
        boolean unchecked = kind == Kind.UNCHECKED;
        return switch (method.getName()) {
            case "peek" -> unchecked ? dated((Entry) right(tier, method, args)) : right(tier, method, args);
            case "find" -> unchecked ? tier.find((CacheKey) args[0]).map(Damage::dated) : right(tier, method, args);
            case "put" ->
                unchecked
                        ? right(tier, method, args)
                        : ((NearTier) tier).put((CacheKey) args[0], later((Entry) args[1]), entry -> true);
            case "store" -> unchecked ? right(tier, method, args) : store(tier, (CacheKey) args[0], (Entry) args[1]);
            default -> right(tier, method, args);
        };
    }

    private static Uni<CacheTier.Stored> store(CacheTier tier, CacheKey key, Entry entry) {
        return Uni.createFrom().deferred(() -> tier.ticket(key)).flatMap(t -> tier.store(key, later(entry), t));
    }

    private static Lookup dated(Lookup lookup) {
        return lookup instanceof Lookup.Found found ? new Lookup.Found(later(found.entry())) : lookup;
    }

    private static @Nullable Entry dated(@Nullable Entry entry) {
        return entry == null ? null : later(entry);
    }

    /** As if no mark could be newer. */
    private static Entry later(Entry entry) {
        return entry.checkedAt(new Position(entry.asOf().epoch(), 1L << 60));
    }

    private static @Nullable Object right(CacheTier tier, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(tier, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
