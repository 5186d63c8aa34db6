package dev.terrace.gateway.cache.fills;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.LocalTier;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.fills.Spot.Call;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A real tier whose calls for one key pass the gates of its node. */
final class GatedTier implements InvocationHandler {
    private static final Map<String, Call> CALLS =
            Map.of("find", Call.FIND, "ticket", Call.TICKET, "store", Call.STORE, "remove", Call.REMOVE);

    private final CacheTier tier;
    private final Gates gates;

    private GatedTier(CacheTier tier, Gates gates) {
        this.tier = tier;
        this.gates = gates;
    }

    static CacheTier of(CacheTier tier, Gates gates) {
        Class<?>[] faces = tier instanceof LocalTier
                ? new Class<?>[] {LocalTier.class, RecordTier.class}
                : new Class<?>[] {tier instanceof RecordTier ? RecordTier.class : CacheTier.class};
        return (CacheTier) Proxy.newProxyInstance(GatedTier.class.getClassLoader(), faces, new GatedTier(tier, gates));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
        Call call = CALLS.get(method.getName());
        if (call != null && args[0] instanceof CacheKey key) {
            return gates.<Object>pass(key.key(), new Spot(tier.name(), call), () -> uni(method, args));
        }
        try {
            return method.invoke(tier, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private Uni<Object> uni(Method method, Object[] args) {
        try {
            return (Uni<Object>) method.invoke(tier, args);
        } catch (ReflectiveOperationException e) {
            return Uni.createFrom().failure(e.getCause() == null ? e : e.getCause());
        }
    }
}
