package dev.terrace.gateway.tier.memcached;

import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.codec.Layout;
import dev.terrace.gateway.codec.Stamp;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.spy.memcached.CASValue;
import org.jspecify.annotations.Nullable;

/**
 * The floor of one cache: as this process knows it, and as an item on every server for the other nodes.
 *
 * <p>Why that is enough, though a store is a CAS on one key and cannot check a second item: a floor is raised to a mark, then the mark's key
 * is deleted, then the mark is retired. A ticket for that key from before the deletion is spent by it, whatever the floor. A ticket from after
 * the deletion was taken after the floor was raised and carries it (it is read in the same round trip, after the id), so an older entry, say a
 * copy out of a slower tier that is not swept yet, is refused by the ticket's holder. Between the two nothing is left. When the item is lost
 * (evicted, flushed, another start of the server), tickets are void until a process raises it again to what it was told or saw last.
 */
final class Floor {
    private static final int ITEM_SECONDS = 24 * 3600;
    private static final int ATTEMPTS = 32;

    private final MemcachedServers servers;
    private final WireKeys keys;
    private final AtomicBoolean mending = new AtomicBoolean();
    private volatile @Nullable Position known;

    Floor(MemcachedServers servers, WireKeys keys) {
        this.servers = servers;
        this.keys = keys;
    }

    /** The highest this process was told or saw. */
    @Nullable
    Position known() {
        return known;
    }

    /** Raises it on every server; fails when one of them is away. */
    Uni<Void> raise(Position to, Position generation) {
        return Uni.createFrom().deferred(() -> {
            learn(to);
            List<Uni<Void>> all = servers.all().stream()
                    .map(server -> raise(server, generation, ATTEMPTS))
                    .toList();
            return Uni.join().all(all).andFailFast().replaceWithVoid();
        });
    }

    /** Takes in the item that was read with a ticket; void tickets mend a lost one in the background. */
    @Nullable
    Position see(@Nullable CASValue<byte[]> item, Position generation) {
        Position floor = item == null || item.getValue().length != Layout.ORDER_BYTES
                ? null
                : Stamp.position(item.getValue(), 0);
        if (floor != null) {
            learn(floor);
            return floor;
        }
        Position last = known;
        if (last != null && mending.compareAndSet(false, true)) {
            raise(last, generation)
                    .onTermination()
                    .invoke(() -> mending.set(false))
                    .subscribe()
                    .with(done -> {}, e -> {});
        }
        return null;
    }

    private Uni<Void> raise(MemcachedServer server, Position generation, int attempts) {
        MemcachedServer.Start start = server.start();
        Position to = known;
        if (start == null || to == null || attempts == 0) {
            return Uni.createFrom().failure(new IllegalStateException("Memcached is away: " + server.address()));
        }
        String name = keys.floor(generation, start.id());
        return server.gets(name)
                .chain(item -> {
                    Position there = item == null ? null : Stamp.position(item.getValue(), 0);
                    if (there != null && !there.before(to)) {
                        learn(there);
                        return Uni.createFrom().item(true);
                    }
                    return item == null
                            ? server.add(name, ITEM_SECONDS, Stamp.order(to))
                            : server.cas(name, item.getCas(), ITEM_SECONDS, Stamp.order(to));
                })
                .chain(done -> done ? Uni.createFrom().voidItem() : raise(server, generation, attempts - 1));
    }

    private synchronized void learn(Position to) {
        Position last = known;
        if (last == null || last.before(to)) {
            known = to;
        }
    }
}
