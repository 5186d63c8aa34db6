package dev.terrace.gateway.cache.engine;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Readers of one key share one load. A load is found here before it begins, and is taken away when a mark on its key has been applied: a
 * reader can only join a load that began after every mark this node knows. Those who had joined before may be answered by it.
 */
final class Coalescing implements Source {
    private final Source next;
    private final int most;
    private final boolean batches;
    private final ConcurrentHashMap<CacheKey, Flight> flights = new ConcurrentHashMap<>();

    private record Flight(Read leader, CompletableFuture<Loaded> result) {}

    /**
     * Shares loads.
     *
     * @param most loads in flight at most
     * @param batches whether batches go through as they are; else each key of one is shared as well
     */
    Coalescing(Source next, int most, boolean batches) {
        this.next = next;
        this.most = most;
        this.batches = batches;
    }

    @Override
    public Uni<Loaded> load(Read read) {
        if (read.options.noCache() || read.options.onlyIfCached()) {
            return next.load(read);
        }
        Flight mine = new Flight(read, new CompletableFuture<>());
        Flight flight = flights.putIfAbsent(read.key, mine);
        if (flight == null) {
            return lead(mine);
        }
        return Uni.createFrom().emitter(caller -> flight.result().whenComplete((loaded, failure) -> {
            read.share(flight.leader());
            caller.complete(failure == null ? loaded : unexpected(failure));
        }));
    }

    private Uni<Loaded> lead(Flight flight) {
        CacheKey key = flight.leader().key;
        if (flights.mappingCount() > most) {
            flights.remove(key, flight);
            Loaded refused = new Loaded.Failed(Refusal.UNAVAILABLE, "too many loads in flight");
            flight.result().complete(refused);
            return Uni.createFrom().item(refused);
        }
        next.load(flight.leader()).subscribe().with(loaded -> end(flight, loaded), f -> end(flight, unexpected(f)));
        return Uni.createFrom().emitter(caller -> flight.result().whenComplete((loaded, f) -> caller.complete(loaded)));
    }

    private void end(Flight flight, Loaded loaded) {
        flights.remove(flight.leader().key, flight);
        flight.result().complete(loaded);
    }

    private static Loaded unexpected(Throwable failure) {
        return new Loaded.Failed(Refusal.UNAVAILABLE, "load failed: " + failure);
    }

    @Override
    public Uni<List<Loaded>> loadAll(List<Read> reads) {
        return batches ? next.loadAll(reads) : Source.super.loadAll(reads);
    }

    /** A mark on that key has been applied. */
    void detach(CacheKey key) {
        flights.remove(key);
    }

    /** A mark on many keys has been applied. */
    void detachAll() {
        flights.clear();
    }

    boolean loading(CacheKey key) {
        return flights.containsKey(key);
    }

    int inFlight() {
        return (int) flights.mappingCount();
    }
}
