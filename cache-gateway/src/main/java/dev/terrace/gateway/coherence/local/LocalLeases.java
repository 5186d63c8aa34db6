package dev.terrace.gateway.coherence.local;

import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.lease.Announcement;
import dev.terrace.gateway.cache.lease.Lease;
import dev.terrace.gateway.cache.lease.Taken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The leases beside a {@link LocalLog}. What has ended is dropped as new ones come, so there are at most twice as many as are held. */
public final class LocalLeases {
    private static final int FEW = 256;

    private final LocalLog log;
    private final Map<Place, Held> leases = new HashMap<>();
    private final List<Consumer<Announcement>> listeners = new CopyOnWriteArrayList<>();
    private long epoch;
    private long numbers;
    private int dropAt = FEW;

    private record Place(String cache, long hash) {}

    private static final class Held {
        final long number;
        final long asOf;
        long untilNanos;
        boolean waited;
        boolean done;

        Held(long number, long asOf, long untilNanos) {
            this.number = number;
            this.asOf = asOf;
            this.untilNanos = untilNanos;
        }
    }

    /** Leases of that log's epochs. */
    public LocalLeases(LocalLog log) {
        this.log = log;
    }

    private static Place place(CacheKey key) {
        return new Place(key.cache(), key.hash());
    }

    synchronized Taken take(CacheKey key, long lengthMs, long nowNanos) {
        Position end = log.position();
        begin(end.epoch());
        Held last = leases.get(place(key));
        Held there = last != null && last.untilNanos - nowNanos > 0 ? last : null;
        boolean superseded = there != null && log.newest(key.cache(), key.hash()) > there.asOf;
        if (there != null && !there.done && !superseded) {
            there.waited = true;
            return new Taken.Held((there.untilNanos - nowNanos) / 1_000_000);
        }
        Held mine = new Held(++numbers, end.offset(), nowNanos + lengthMs * 1_000_000);
        mine.waited = there != null && !there.done && there.waited;
        leases.put(place(key), mine);
        dropEnded(nowNanos);
        return new Taken.Won(key, numbers, end, there != null);
    }

    private void begin(long now) {
        if (now != epoch) {
            epoch = now;
            numbers = 0;
            leases.clear();
        }
    }

    private void dropEnded(long nowNanos) {
        if (leases.size() >= dropAt) {
            leases.values().removeIf(held -> held.untilNanos - nowNanos <= 0);
            dropAt = Math.max(FEW, 2 * leases.size());
        }
    }

    synchronized boolean renew(Taken.Won won, long lengthMs, long nowNanos) {
        Held held = held(won, nowNanos);
        if (held == null) {
            return false;
        }
        held.untilNanos = nowNanos + lengthMs * 1_000_000;
        return true;
    }

    private @org.jspecify.annotations.Nullable Held held(Taken.Won won, long nowNanos) {
        begin(log.position().epoch());
        Held there = leases.get(place(won.key()));
        boolean mine = there != null
                && !there.done
                && there.number == won.number()
                && won.asOf().epoch() == epoch
                && there.untilNanos - nowNanos > 0;
        return mine ? there : null;
    }

    void release(Taken.Won won, Announcement.Outcome outcome, long nowNanos) {
        synchronized (this) {
            Held held = held(won, nowNanos);
            if (held == null) {
                return;
            }
            held.done = true;
            held.untilNanos = nowNanos + Lease.REMEMBERED_MS * 1_000_000;
            if (!held.waited) {
                return;
            }
        }
        Announcement told = new Announcement(won.key().cache(), won.key().hash(), outcome, won.asOf());
        listeners.forEach(listener -> listener.accept(told));
    }

    void listen(Consumer<Announcement> listener) {
        listeners.add(listener);
    }

    void gone(Consumer<Announcement> listener) {
        listeners.remove(listener);
    }
}
