package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.CacheTier;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/** A node's client of a {@link MapStore}. A call to a store that is down fails or hangs. */
class MapTier implements CacheTier {
    final TierName name;
    final MapStore store;
    final Wire wire;

    private record Permission(Object id) implements Ticket {}

    MapTier(TierName name, MapStore store, Wire wire) {
        this.name = name;
        this.store = store;
        this.wire = wire;
    }

    <T> Uni<T> call(Supplier<T> effect) {
        return wire.remote(() -> served(effect));
    }

    <T> Uni<T> write(Supplier<T> effect) {
        return wire.write(() -> served(effect));
    }

    private <T> T served(Supplier<T> effect) {
        if (store.down) {
            throw new IllegalStateException("down");
        }
        return effect.get();
    }

    @Override
    public TierName name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(1 << 20, true, false, false, false);
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        return call(() -> look(key));
    }

    Lookup look(CacheKey key) {
        Entry entry = store.entries.get(key);
        if (entry == null) {
            Object id = store.tickets.computeIfAbsent(key, k -> new Object());
            return new Lookup.Absent(new Permission(id));
        }
        Position unchecked = new Position(entry.asOf().epoch(), 1L << 60);
        return new Lookup.Found(store.marksOff ? entry.checkedAt(unchecked) : entry);
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> keys) {
        return call(() -> keys.stream().map(this::look).toList());
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        return call(() -> {
            Entry there = store.entries.get(key);
            boolean newer = there != null && entry.asOf().before(there.asOf());
            boolean refused = store.byTicket ? !permits(key, ticket) : !aboveFloor(entry) || newer;
            if (refused) {
                return Stored.REFUSED;
            }
            store.entries.put(key, entry);
            store.tickets.remove(key);
            return Stored.STORED;
        });
    }

    private boolean permits(CacheKey key, Ticket ticket) {
        return store.ticketsOff || (ticket instanceof Permission p && p.id() == store.tickets.get(key));
    }

    private boolean aboveFloor(Entry entry) {
        return store.floorOff || (store.floor != null && !entry.asOf().before(store.floor));
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return call(() -> {
            Object id = new Object();
            if (store.byTicket) {
                store.entries.remove(key);
            }
            store.tickets.put(key, id);
            return new Permission(id);
        });
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        return call(() -> {
            if (!store.lies) {
                store.entries.computeIfPresent(key, (k, e) -> e.asOf().before(mark) ? null : e);
                store.tickets.remove(key);
            }
            return null;
        });
    }

    @Override
    public Uni<Void> raiseFloor(Position to) {
        return call(() -> {
            store.floor = store.floor == null || store.floor.before(to) ? to : store.floor;
            return null;
        });
    }

    @Override
    public Uni<Void> renew(Position generation) {
        return raiseFloor(generation)
                .onItem()
                .transformToUni(raised -> call(() -> {
                    store.entries.values().removeIf(e -> e.asOf().before(generation));
                    store.tickets.clear();
                    return null;
                }));
    }

    @Override
    public TierState state() {
        return new TierState(name, store.entries.size(), -1, -1, -1, 0, "closed", 0, 0, 0);
    }

    @Override
    public Uni<String> probe() {
        return call(() -> "map");
    }

    @Override
    public void close() {}
}
