package dev.terrace.cdn.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.terrace.cdn.asset.AcceptEncoding;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the locations hold. Each location has a cache of its own; requests for one missing thing at one location wait for one fetch. A fetch
 * that began before a purge is answered but not kept, whatever the purge was for: a purge is never undone by a late fill.
 */
public final class Edge {
    private final Map<String, Cache<String, Stored>> caches = new ConcurrentHashMap<>();
    private final Map<String, Future<Fetched>> running = new ConcurrentHashMap<>();
    private final AtomicLong purges = new AtomicLong();
    private final Origin origin;
    private final InstantSource clock;

    /** Where misses go. */
    @FunctionalInterface
    public interface Origin {
        /** Fetches a URI (path and query) in one of the codings. */
        Future<Response> fetch(String uri, String encoding);
    }

    /**
     * What the origin answered.
     *
     * @param status HTTP status
     * @param headers its headers
     * @param body its body
     */
    public record Response(int status, MultiMap headers, io.vertx.core.buffer.Buffer body) {}

    /** A response, and whether it was kept. */
    record Fetched(Response response, @Nullable Stored stored) {}

    /** What a location answers. */
    record Served(Response response, boolean hit, boolean stored, long ageSeconds, long ttlSeconds) {}

    public Edge(long bytesPerLocation, Origin origin, InstantSource clock) {
        this.origin = origin;
        this.clock = clock;
        for (EdgeLocation location : EdgeLocation.ALL) {
            caches.put(
                    location.code(),
                    Caffeine.newBuilder()
                            .maximumWeight(bytesPerLocation)
                            .weigher((String key, Stored stored) -> stored.weight())
                            .build());
        }
    }

    /** The locations. */
    public List<EdgeLocation> locations() {
        return EdgeLocation.ALL;
    }

    /** Whether there is such a location. */
    boolean knows(String location) {
        return caches.containsKey(location);
    }

    /** Answers a GET at a location. */
    Future<Served> get(String location, String path, String uri, @Nullable String acceptEncoding) {
        String encoding = AcceptEncoding.normalised(acceptEncoding);
        String key = encoding + ' ' + uri;
        Stored there = cache(location).getIfPresent(key);
        long now = clock.millis();
        if (there != null && now < there.freshMs()) {
            return Future.succeededFuture(served(there, now));
        }
        return fetch(location, key, path, uri, encoding)
                .map(fetched -> new Served(fetched.response(), false, fetched.stored() != null, 0, 0));
    }

    private static Served served(Stored there, long now) {
        Response response = new Response(200, there.headers(), there.body());
        return new Served(response, true, false, (now - there.storedMs()) / 1000, (there.freshMs() - now) / 1000);
    }

    private Future<Fetched> fetch(String location, String key, String path, String uri, String encoding) {
        String flight = purges.get() + " " + location + ' ' + key;
        Future<Fetched> present = running.get(flight);
        if (present != null) {
            return present;
        }
        long begun = purges.get();
        Future<Fetched> fetch = origin.fetch(uri, encoding)
                .map(response -> new Fetched(response, keep(location, key, path, response, begun)))
                .onComplete(done -> running.remove(flight));
        if (!fetch.isComplete()) {
            running.put(flight, fetch);
        }
        return fetch;
    }

    private @Nullable Stored keep(String location, String key, String path, Response response, long begun) {
        long seconds =
                response.status() == 200 ? Freshness.seconds(response.headers().get("Cache-Control")) : 0;
        if (seconds == 0) {
            return null;
        }
        long now = clock.millis();
        Stored stored = new Stored(
                path,
                tags(response),
                response.headers(),
                response.body(),
                identityBytes(response),
                now,
                now + seconds * 1000);
        return cache(location).asMap().compute(key, (k, old) -> purges.get() == begun ? stored : null) == stored
                ? stored
                : null;
    }

    private static Set<String> tags(Response response) {
        String header = response.headers().get("Cache-Tag");
        return header == null ? Set.of() : Set.copyOf(List.of(header.split("\\s*,\\s*")));
    }

    private static long identityBytes(Response response) {
        String header = response.headers().get(EdgeHeaders.IDENTITY_BYTES);
        return header == null ? response.body().length() : Long.parseLong(header);
    }

    /** Drops what is named at every location; when it returns nobody is served it any more. */
    public void purge(List<String> paths, List<String> tags, List<String> prefixes, boolean all) {
        purges.incrementAndGet();
        Set<String> exact = Set.copyOf(paths);
        Predicate<Stored> named = stored -> all
                || exact.contains(stored.path())
                || prefixes.stream().anyMatch(stored.path()::startsWith)
                || tags.stream().anyMatch(stored.tags()::contains);
        caches.values().forEach(cache -> cache.asMap().values().removeIf(named));
    }

    /** Entries and bytes a location holds. */
    public Holding holding(String location) {
        Cache<String, Stored> cache = cache(location);
        long bytes = Optional.of(cache.policy())
                .flatMap(p -> p.eviction())
                .map(e -> e.weightedSize().orElse(0))
                .orElse(0L);
        return new Holding(cache.estimatedSize(), bytes);
    }

    /** What a location holds. */
    public record Holding(long entries, long bytes) {}

    private Cache<String, Stored> cache(String location) {
        Cache<String, Stored> cache = caches.get(location);
        if (cache == null) {
            throw new IllegalArgumentException("No location " + location);
        }
        return cache;
    }
}
