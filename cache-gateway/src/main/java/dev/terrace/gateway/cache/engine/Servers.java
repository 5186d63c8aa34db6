package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.Time;
import dev.terrace.gateway.cache.guard.Breaker;
import java.util.EnumMap;
import java.util.Map;

/** The breakers, one for each server, shared by all caches that use it. */
final class Servers {
    private final Map<TierName, Breaker> breakers = new EnumMap<>(TierName.class);

    Servers(Time time, Runnable onBack) {
        for (TierName name : TierName.values()) {
            breakers.put(name, new Breaker(time, onBack));
        }
    }

    Breaker breaker(TierName name) {
        return java.util.Objects.requireNonNull(breakers.get(name));
    }
}
