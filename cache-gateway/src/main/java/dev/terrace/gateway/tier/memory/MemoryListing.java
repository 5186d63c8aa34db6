package dev.terrace.gateway.tier.memory;

import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Entry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Lists a memory tier in the order of its hashes, so that a cursor stays good whatever happens to the map. The map has no order, so each page
 * is one pass over its slots on a background thread; what is kept of it is one page.
 */
record MemoryListing(ConcurrentMap<Long, Slot> slots, Executor executor) implements Browsable {
    private static final Comparator<Slot> BY_HASH =
            Comparator.comparingLong(slot -> slot.key().hash());

    @Override
    public Uni<Listing> browse(Ask ask) {
        return Uni.createFrom()
                .emitter(caller -> executor.execute(() -> {
                    try {
                        caller.complete(page(ask));
                    } catch (RuntimeException e) {
                        caller.fail(e);
                    }
                }));
    }

    private Listing page(Ask ask) {
        long after = ask.cursor().isEmpty() ? Long.MIN_VALUE : hash(ask.cursor());
        PriorityQueue<Slot> lowest = new PriorityQueue<>(ask.limit() + 2, BY_HASH.reversed());
        for (Slot slot : slots.values()) {
            boolean on = ask.cursor().isEmpty() || slot.key().hash() > after;
            if (on && slot.key().key().startsWith(ask.prefix())) {
                lowest.add(slot);
                if (lowest.size() > ask.limit() + 1) {
                    lowest.remove();
                }
            }
        }
        List<Slot> page = new ArrayList<>(lowest);
        page.sort(BY_HASH);
        boolean more = page.size() > ask.limit();
        List<Slot> kept = more ? page.subList(0, ask.limit()) : page;
        String next = more ? Long.toString(kept.getLast().key().hash(), Character.MAX_RADIX) : null;
        return new Listing(kept.stream().map(MemoryListing::listed).toList(), next);
    }

    private static long hash(String cursor) {
        try {
            return Long.parseLong(cursor, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a cursor of this list.", e);
        }
    }

    @Override
    public Uni<List<Listed>> held(boolean records, List<CacheKey> keys) {
        List<Listed> held = new ArrayList<>();
        for (CacheKey key : keys) {
            Slot slot = slots.get(key.hash());
            if (slot != null && slot.holds(key)) {
                held.add(listed(slot));
            }
        }
        return Uni.createFrom().item(held);
    }

    private static Listed listed(Slot slot) {
        Entry entry = slot.entry();
        return new Listed(slot.key(), entry, entry.weight());
    }
}
