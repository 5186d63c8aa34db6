package dev.terrace.gateway.boot;

import dev.terrace.gateway.tier.Storing;
import dev.terrace.gateway.tier.memcached.MemcachedServers;
import dev.terrace.gateway.tier.memcached.MemcachedTiers;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The Memcached tier over the servers there are; connects in the background. */
public class MemcachedWiring {
    static {
        // The client's own logger writes to stderr.
        System.setProperty("net.spy.log.LoggerImpl", "net.spy.memcached.compat.log.SLF4JLogger");
    }

    @Produces
    @Singleton
    MemcachedServers servers(TierConfig config) {
        TierConfig.Memcached memcached = config.memcached();
        return new MemcachedServers(memcached.servers(), memcached.deadline(), memcached.maxInFlight());
    }

    void close(@Disposes MemcachedServers servers) {
        servers.close();
    }

    @Produces
    @Singleton
    MemcachedTiers tiers(MemcachedServers servers, Storing storing) {
        return new MemcachedTiers(servers, storing);
    }
}
