package dev.terrace.gateway.tier.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.terrace.gateway.cache.Browsable;
import dev.terrace.gateway.cache.CacheKey;
import dev.terrace.gateway.cache.Capabilities;
import dev.terrace.gateway.cache.Entry;
import dev.terrace.gateway.cache.Kept;
import dev.terrace.gateway.cache.NearTier;
import dev.terrace.gateway.cache.Position;
import dev.terrace.gateway.cache.TierName;
import dev.terrace.gateway.cache.TierState;
import dev.terrace.gateway.cache.Time;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries in this process, by the hash of their key; the full key is compared, so of two keys with one hash the later fill stays. Expiry
 * is each entry's own; eviction is W-TinyLFU (Einziger, Friedman, Manes, ACM ToS 2017) over the bytes that entries take. Entries that are
 * to be kept weigh nothing there, which Caffeine never evicts for space; the bytes granted to them are taken from the bound of the others.
 */
public final class MemoryTier implements NearTier {
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final Cache<Long, Slot> slots;
    private final Evicted evicted;
    private final Removals removals = new Removals();
    private final Grants grants = new Grants();
    private volatile long maxBytes;
    private final Time time;
    private final Executor executor;
    private volatile Position floor = Position.NONE;
    private volatile Position generation = Position.NONE;

    /** A tier of that many bytes; {@code executor} does what takes long: listings, and Caffeine's upkeep where entries end. */
    public MemoryTier(long maxBytes, Time time, Executor executor) {
        this.maxBytes = maxBytes;
        this.time = time;
        this.executor = executor;
        this.evicted = new Evicted(maxBytes, time);
        Ticker ticker = time::nanos;
        this.slots = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Long hash, Slot slot) ->
                        grants.weigh(hash, slot.entry().weight()))
                .expireAfter(new SlotExpiry(time))
                .evictionListener(evicted)
                .ticker(ticker)
                .executor(new Upkeep(time, executor))
                .build();
    }

    @Override
    public TierName name() {
        return TierName.MEMORY;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(maxBytes, false, false, false, true);
    }

    @Override
    public @Nullable Entry peek(CacheKey key) {
        Slot slot = slots.getIfPresent(key.hash());
        if (slot == null) {
            evicted.asked(key.hash());
            return null;
        }
        if (!slot.holds(key)) {
            return null;
        }
        Entry entry = slot.entry();
        return entry.asOf().before(generation) ? null : entry;
    }

    @Override
    public Stored put(CacheKey key, Entry entry, Predicate<Entry> gate) {
        if (entry.weight() > maxBytes) {
            return Stored.TOO_LARGE;
        }
        Slot fresh = new Slot(key, entry);
        Slot there = slots.asMap()
                .compute(
                        key.hash(),
                        (hash, now) -> (now != null && now.newerThan(entry)) || !admits(entry) || !gate.test(entry)
                                ? now
                                : fresh);
        return there == fresh ? Stored.STORED : Stored.REFUSED;
    }

    private boolean admits(Entry entry) {
        return !entry.asOf().before(floor) && !entry.asOf().before(generation) && entry.servable(time.millis());
    }

    @Override
    public void raise(CacheKey key, Entry found, Position checked) {
        Slot slot = slots.getIfPresent(key.hash());
        if (slot != null && slot.entry() == found) {
            slot.raise(found.checkedAt(checked));
        }
    }

    @Override
    public void replace(CacheKey key, Entry found, Entry with) {
        Slot slot = slots.getIfPresent(key.hash());
        if (slot != null && slot.entry() == found) {
            slot.raise(with);
        }
    }

    @Override
    public void drop(long hash) {
        slots.invalidate(hash);
    }

    @Override
    public void sweep(BiPredicate<CacheKey, Entry> keep) {
        slots.asMap().values().removeIf(slot -> !keep.test(slot.key(), slot.entry()));
    }

    @Override
    public long count(BiPredicate<CacheKey, Entry> wanted) {
        return slots.asMap().values().stream()
                .filter(slot -> wanted.test(slot.key(), slot.entry()))
                .count();
    }

    @Override
    public List<CacheKey> hottest(int most) {
        return slots.policy()
                .eviction()
                .map(eviction -> eviction.hottest(held ->
                        held.limit(most).map(slot -> slot.getValue().key()).toList()))
                .orElse(List.of());
    }

    /** Each entry is put in anew where its grant has changed, so that it is weighed anew; what comes between the two is weighed by the new one. */
    @Override
    public synchronized Kept keep(List<CacheKey> keys) {
        Map<Long, Integer> chosen = chosen(keys);
        Set<Long> changed = grants.become(chosen);
        if (!changed.isEmpty()) {
            changed.forEach(
                    hash -> slots.asMap().computeIfPresent(hash, (h, slot) -> new Slot(slot.key(), slot.entry())));
            resize(maxBytes);
        }
        return new Kept(chosen.size(), grants.bytes());
    }

    private Map<Long, Integer> chosen(List<CacheKey> keys) {
        Map<Long, Integer> chosen = new HashMap<>();
        long left = maxBytes / Grants.SHARE;
        for (CacheKey key : keys) {
            Slot slot = slots.policy().getIfPresentQuietly(key.hash());
            int weight = slot == null ? 0 : slot.entry().weight();
            if (slot != null && slot.holds(key) && weight <= left && chosen.putIfAbsent(key.hash(), weight) == null) {
                left -= weight;
            }
        }
        return chosen;
    }

    @Override
    public void resize(long bytes) {
        maxBytes = bytes;
        slots.policy().eviction().ifPresent(eviction -> eviction.setMaximum(Math.max(0, bytes - grants.bytes())));
    }

    @Override
    public Uni<Lookup> find(CacheKey key) {
        Entry entry = peek(key);
        return Uni.createFrom().item(entry == null ? new Lookup.Absent(Ticket.NONE) : new Lookup.Found(entry));
    }

    @Override
    public Uni<List<Lookup>> findAll(List<CacheKey> keys) {
        return Uni.join().all(keys.stream().map(this::find).toList()).andFailFast();
    }

    @Override
    public Uni<Stored> store(CacheKey key, Entry entry, Ticket ticket) {
        return Uni.createFrom().item(() -> put(key, entry, e -> !e.asOf().before(removals.of(key))));
    }

    @Override
    public Uni<Ticket> ticket(CacheKey key) {
        return Uni.createFrom().item(Ticket.NONE);
    }

    @Override
    public Uni<Void> remove(CacheKey key, Position mark) {
        return Uni.createFrom().item(() -> {
            removals.raise(key, mark);
            slots.asMap()
                    .computeIfPresent(
                            key.hash(), (h, slot) -> slot.entry().asOf().before(mark) ? null : slot);
            return null;
        });
    }

    @Override
    public synchronized Uni<Void> raiseFloor(Position to) {
        floor = floor.before(to) ? to : floor;
        return DONE;
    }

    @Override
    public synchronized Uni<Void> renew(Position to) {
        generation = generation.before(to) ? to : generation;
        slots.asMap().values().removeIf(slot -> slot.entry().asOf().before(to));
        return DONE;
    }

    @Override
    public TierState state() {
        long bytes = slots.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .map(size -> size.orElse(-1) + grants.bytes())
                .orElse(-1L);
        return new TierState(
                TierName.MEMORY,
                slots.estimatedSize(),
                bytes,
                maxBytes,
                -1,
                evicted.count(),
                evicted.early(),
                "closed",
                0,
                0,
                0);
    }

    @Override
    public Browsable browsable() {
        return new MemoryListing(slots.asMap(), executor);
    }

    @Override
    public Uni<String> probe() {
        return Uni.createFrom().item("in process");
    }

    @Override
    public void close() {
        slots.invalidateAll();
    }
}
