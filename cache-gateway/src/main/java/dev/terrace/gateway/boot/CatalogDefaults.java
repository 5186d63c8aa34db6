package dev.terrace.gateway.boot;

import dev.terrace.gateway.cache.InactiveCaches;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What holds where no catalog says otherwise: no cache is switched off. */
public class CatalogDefaults {
    @Produces
    @Singleton
    @DefaultBean
    InactiveCaches noneInactive() {
        return name -> false;
    }
}
