package dev.terrace.gateway;

import dev.terrace.gateway.cache.MemoryCaches;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** The gateway with caches that are maps: for tests of what stands around the engine. */
public class MapsForCaches implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Maps.class);
    }

    /** The caches. */
    @Alternative
    public static class Maps {
        @Produces
        @Singleton
        MemoryCaches caches() {
            MemoryCaches caches = new MemoryCaches();
            caches.with("c", 1 << 20);
            caches.with("calm", 1 << 20);
            return caches;
        }
    }
}
