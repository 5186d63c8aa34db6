package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.CacheKey;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The Memcached servers there are, shared by all caches. A key's server is picked by rendezvous hashing (Thaler, Ravishankar 1996): every node
 * picks the same one from the same list, and a server more or less moves only the keys it gains or loses.
 */
public final class MemcachedServers implements AutoCloseable {
    private final List<MemcachedServer> servers;
    private final ScheduledExecutorService timer;

    /** Connects in the background. {@code addresses} are {@code host:port}, at least one. */
    public MemcachedServers(List<String> addresses, Duration deadline, int maxInFlight) {
        this.timer = Executors.newScheduledThreadPool(
                addresses.size(),
                Thread.ofPlatform().daemon().name("memcached-start").factory());
        this.servers = addresses.stream()
                .map(MemcachedServers::address)
                .map(address -> new MemcachedServer(address, deadline, maxInFlight, timer))
                .toList();
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("No Memcached server is named.");
        }
    }

    MemcachedServer of(CacheKey key) {
        MemcachedServer best = servers.getFirst();
        long most = Long.MIN_VALUE;
        for (int i = 0; servers.size() > 1 && i < servers.size(); i++) {
            MemcachedServer server = servers.get(i);
            long weight = CacheKey.of(server.address(), "").hash() ^ key.hash();
            weight = (weight ^ (weight >>> 32)) * 0x9e3779b97f4a7c15L;
            if (weight >= most) {
                most = weight;
                best = server;
            }
        }
        return best;
    }

    List<MemcachedServer> all() {
        return servers;
    }

    @Override
    public void close() {
        servers.forEach(MemcachedServer::close);
        timer.shutdownNow();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return new InetSocketAddress(text, 11211);
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
}
