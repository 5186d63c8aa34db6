package dev.terrace.gateway.boot;

import dev.terrace.gateway.codec.Codecs;
import dev.terrace.gateway.tier.RefusedEntries;
import dev.terrace.gateway.tier.Storing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What all tiers write and read entries with. */
public class StoringWiring {
    @Produces
    @Singleton
    Storing storing(InstantSource clock, RefusedEntries refused) {
        return new Storing(clock, refused, Codecs.PLAIN);
    }
}
