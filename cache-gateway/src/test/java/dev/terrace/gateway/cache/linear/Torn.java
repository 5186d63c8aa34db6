package dev.terrace.gateway.cache.linear;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheSpec;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.CacheTier.Lookup;
import dev.terrace.gateway.cache.Condition;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.RecordTier;
import dev.terrace.gateway.cache.RecordTier.Outcome;
import dev.terrace.gateway.cache.RecordTier.Swapped;
import dev.terrace.gateway.cache.TierFactory;
import dev.terrace.gateway.cache.TierName;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A real record tier that is wrong in one thing: it decides conditions by a read before the write, not with the write. */
final class Torn implements TierFactory {
    private final TierFactory real;

    Torn(TierFactory real) {
        this.real = real;
    }

    @Override
    public TierName name() {
        return real.name();
    }

    @Override
    public CacheTier open(CacheSpec spec) {
        RecordTier tier = (RecordTier) real.open(spec);
        return (CacheTier) Proxy.newProxyInstance(
                Torn.class.getClassLoader(), new Class<?>[] {RecordTier.class}, (proxy, method, args) -> {
                    if (method.getName().equals("write") && args[2] != Condition.NONE) {
                        return write(tier, (CacheKey) args[0], (Entry) args[1], (Condition) args[2]);
                    }
                    if (method.getName().equals("swap")) {
                        return tier.write((CacheKey) args[0], (Entry) args[2], Condition.NONE)
                                .map(done -> (Swapped) new Swapped.Done(done == Outcome.CREATED));
                    }
                    try {
                        return method.invoke(tier, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Uni<Outcome> write(RecordTier tier, CacheKey key, Entry entry, Condition condition) {
        return tier.find(key).flatMap(lookup -> {
            Entry there = lookup instanceof Lookup.Found found ? found.entry() : null;
            boolean holds =
                    switch (condition) {
                        case Condition.Always always -> true;
                        case Condition.IfExists exists -> there != null;
                        case Condition.IfAbsent absent -> there == null;
                        case Condition.IfMatch match ->
                            there != null && match.etags().contains(there.etag());
                    };
            return holds
                    ? tier.write(key, entry, Condition.NONE)
                    : Uni.createFrom().item(Outcome.CONDITION_FAILED);
        });
    }
}
