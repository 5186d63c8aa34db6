package dev.terrace.gateway.cache.sim;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Position;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that nodes share: keeps the contract of a tier by a floor, or by tickets as Memcached does. Its guards can be switched off. */
final class MapStore {
    final boolean byTicket;
    final Map<CacheKey, Entry> entries = new HashMap<>();
    final Map<CacheKey, Object> tickets = new HashMap<>();
    final Map<CacheKey, Position> versions = new HashMap<>();

    @Nullable
    Position floor;

    /** Of a tier that outlives its process: up to where marks were applied. */
    Position applied = Position.NONE;

    boolean floorOff;
    boolean ticketsOff;
    boolean marksOff;
    boolean lies;
    boolean down;

    MapStore(boolean byTicket) {
        this.byTicket = byTicket;
    }

    void lose() {
        entries.clear();
        tickets.clear();
        floor = null;
    }
}
