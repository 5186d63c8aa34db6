package dev.terrace.gateway.cache;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A cache that is a map. What it answers instead, and what it was asked, can be set and seen. */
public final class MemoryCache implements CacheHandle {
    /** Unix milliseconds at which it stores. */
    public static final long NOW = 1_800_000_000_000L;

    public final List<ReadOptions> asked = Collections.synchronizedList(new ArrayList<>());
    public final List<NewValue> written = Collections.synchronizedList(new ArrayList<>());
    public final List<Increment> counted = Collections.synchronizedList(new ArrayList<>());
    public final List<Selector> invalidated = Collections.synchronizedList(new ArrayList<>());
    public volatile @Nullable ReadResult readsInstead;
    public volatile @Nullable Refusal refusing;
    public volatile @Nullable Position notReached;
    public volatile List<TierState> tiers =
            List.of(new TierState(TierName.MEMORY, 1, 100, 1000, 0, 0, "closed", 0, 0, 0));
    private final CacheSpec spec;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong offset = new AtomicLong();

    MemoryCache(String name, int maxValueBytes) {
        spec = new CacheSpec(
                name,
                List.of(TierName.MEMORY),
                CacheSpec.Strategy.CACHE_ASIDE,
                60_000,
                1 << 20,
                1 << 20,
                maxValueBytes,
                true,
                false,
                0,
                0,
                0,
                0,
                null,
                1);
    }

    /** What is stored under a key, null when nothing is. */
    public @Nullable Entry stored(String key) {
        return entries.get(key);
    }

    @Override
    public CacheSpec spec() {
        return spec;
    }

    @Override
    public @Nullable ReadResult atHand(String key, ReadOptions options) {
        ReadResult found = readsInstead == null ? find(key) : null;
        if (found instanceof ReadResult.Hit) {
            asked.add(options);
            return found;
        }
        return null;
    }

    @Override
    public Uni<ReadResult> read(String key, ReadOptions options) {
        asked.add(options);
        ReadResult instead = readsInstead;
        return Uni.createFrom().item(instead != null ? instead : find(key));
    }

    private ReadResult find(String key) {
        Entry entry = entries.get(key);
        return entry == null
                ? new ReadResult.Miss(List.of(new TierAnswer(TierName.MEMORY, TierAnswer.Outcome.MISS, 1, null)))
                : new ReadResult.Hit(
                        entry,
                        TierName.MEMORY,
                        false,
                        List.of(new TierAnswer(TierName.MEMORY, TierAnswer.Outcome.HIT, 1, null)));
    }

    @Override
    public Uni<List<ReadResult>> readAll(List<String> keys, @Nullable Position noEarlierThan) {
        List<ReadResult> results = new ArrayList<>();
        boolean late = noEarlierThan != null && noEarlierThan.equals(notReached);
        keys.forEach(key -> results.add(
                late
                        ? new ReadResult.Failed(Refusal.POSITION_NOT_REACHED, "not seen here yet", List.of())
                        : find(key)));
        return Uni.createFrom().item(results);
    }

    @Override
    public Uni<WriteResult> write(String key, NewValue value, Condition condition) {
        Refusal refusal = refusing;
        if (refusal != null) {
            return Uni.createFrom().item(new WriteResult.Refused(refusal, "It refuses."));
        }
        Entry present = entries.get(key);
        if (!holds(condition, present)) {
            return Uni.createFrom().item(new WriteResult.ConditionFailed());
        }
        written.add(value);
        String etag = "e" + offset.incrementAndGet();
        long ttl = value.ttlMs() == null ? spec.ttlMs() : value.ttlMs();
        entries.put(
                key,
                new Entry(
                        value.bytes(),
                        value.contentType(),
                        value.tags(),
                        etag,
                        new Position(1, offset.get()),
                        NOW,
                        NOW + ttl,
                        NOW + ttl,
                        0,
                        false));
        return Uni.createFrom()
                .item(new WriteResult.Done(
                        present == null, etag, WriteResult.Ack.MEMORY, new Position(1, offset.get())));
    }

    private static boolean holds(Condition condition, @Nullable Entry present) {
        return switch (condition) {
            case Condition.Always always -> true;
            case Condition.IfExists exists -> present != null;
            case Condition.IfAbsent absent -> present == null;
            case Condition.IfMatch match -> present != null && match.etags().contains(present.etag());
        };
    }

    @Override
    public Uni<WriteResult> delete(String key, Condition condition, boolean copiesOnly) {
        if (!holds(condition, entries.get(key))) {
            return Uni.createFrom().item(new WriteResult.ConditionFailed());
        }
        entries.remove(key);
        return Uni.createFrom()
                .item(new WriteResult.Done(
                        false, null, WriteResult.Ack.MEMORY, new Position(1, offset.incrementAndGet())));
    }

    @Override
    public synchronized Uni<WriteResult> increment(String key, Increment increment) {
        Entry present = entries.get(key);
        long before;
        try {
            before = present == null ? 0 : Long.parseLong(new String(present.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return Uni.createFrom().item(new WriteResult.Refused(Refusal.CONFLICT, "the value is no integer"));
        }
        long sum = before + increment.by();
        NewValue value = new NewValue(
                Long.toString(sum).getBytes(StandardCharsets.US_ASCII), null, increment.ttlMs(), List.of());
        counted.add(increment);
        return write(key, value, Condition.NONE)
                .map(result -> result instanceof WriteResult.Done done
                        ? new WriteResult.Done(done.created(), done.etag(), done.ack(), done.position(), sum)
                        : result);
    }

    @Override
    public Uni<InvalidationResult> invalidate(Selector selector, String reason) {
        Refusal refusal = refusing;
        if (refusal != null) {
            return Uni.createFrom().failure(new IllegalStateException(refusal.name()));
        }
        invalidated.add(selector);
        selector.keys().forEach(entries::remove);
        if (selector.all()) {
            entries.clear();
        }
        return Uni.createFrom()
                .item(new InvalidationResult(
                        new Position(1, offset.incrementAndGet()),
                        selector.keys().size(),
                        -1));
    }

    @Override
    public Uni<InvalidationResult> estimate(Selector selector) {
        return Uni.createFrom()
                .item(new InvalidationResult(null, selector.keys().size(), entries.size()));
    }

    @Override
    public List<TierState> tiers() {
        return tiers;
    }

    @Override
    public Uni<List<Probe>> probe() {
        return Uni.createFrom().item(List.of(new Probe("memory", true, 1, "a map")));
    }
}
